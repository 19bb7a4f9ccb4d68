import type { Page } from 'playwright-core'

interface SetKey {
  readonly kind?: unknown
  readonly data?: { readonly isPublisher?: boolean; readonly key?: CryptoKey }
}

/** From its next load on a page seals its media with a key that it tells nobody. */
export async function sealsOtherwise(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const usages: KeyUsage[] = ['deriveBits', 'deriveKey']
    const other = crypto.subtle.importKey('raw', crypto.getRandomValues(new Uint8Array(32)), 'HKDF', false, usages)
    const { postMessage } = Worker.prototype
    Worker.prototype.postMessage = function (message: SetKey, more?: Transferable[] | StructuredSerializeOptions) {
      const say = (what: unknown): void => postMessage.call(this, what, Array.isArray(more) ? { transfer: more } : more)
      const { data } = message
      if (message.kind !== 'setKey' || !data?.isPublisher) say(message)
      else void other.then((key) => say({ ...message, data: { ...data, key } }))
    }
  })
}

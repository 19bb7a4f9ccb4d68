import type { Page } from 'playwright-core'

type Window = typeof globalThis & { held?: (() => void)[]; isHolding?: boolean }

/** The wish of a page to start a call. */
export const wishes = '"calls.start"'
/** The keys of its media. */
export const mediaKeys = String.raw`\"media-key\"`

/** Keeps back what a page wants to say with certain words in it, from its next load on, until `letGo`. */
export async function holdBack(page: Page, words: string): Promise<void> {
  await page.addInitScript((wanted) => {
    const held: (() => void)[] = []
    const own: Window = Object.assign(globalThis, { held, isHolding: true })
    const { postMessage } = BroadcastChannel.prototype
    BroadcastChannel.prototype.postMessage = function (message) {
      const say = (): void => postMessage.call(this, message)
      if (own.isHolding && JSON.stringify(message).includes(wanted)) held.push(say)
      else say()
    }
  }, words)
}

/** Lets go what pages keep back, all at once. */
export async function letGo(...pages: readonly Page[]): Promise<void> {
  for (const page of pages) await page.waitForFunction(() => (globalThis as Window).held?.length)
  await Promise.all(
    pages.map((page) =>
      page.evaluate(() => {
        const own: Window = globalThis
        own.isHolding = false
        for (const say of own.held?.splice(0) ?? []) say()
      }),
    ),
  )
}

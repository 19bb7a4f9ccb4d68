import type { Page } from 'playwright-core'

const text = (n: number): string => `timed ${n}.`
/** Milliseconds between two messages. */
const every = 100

/** Notes in a page when each text came onto the screen, in milliseconds since 1970. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const shown: Record<string, number> = {}
    Object.assign(globalThis, { shown })
    const look = (): void => {
      const now = performance.timeOrigin + performance.now()
      for (const row of document.querySelectorAll('[role=log] article[data-row]')) {
        const name = /timed \d+\./.exec(row.textContent ?? '')?.[0]
        if (name !== undefined) shown[name] ??= now
      }
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

/** Writes as a person does, and answers when each message was sent, in milliseconds since 1970. */
async function write(page: Page, texts: readonly string[]): Promise<Readonly<Record<string, number>>> {
  return await page.evaluate(
    async ({ texts, every }) => {
      const field = document.querySelector<HTMLTextAreaElement>('[data-composer]')
      const value = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')
      const sent: Record<string, number> = {}
      for (const one of texts) {
        value?.set?.call(field, one)
        field?.dispatchEvent(new InputEvent('input', { bubbles: true }))
        sent[one] = performance.timeOrigin + performance.now()
        field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
        await new Promise((resolve) => setTimeout(resolve, every))
      }
      return sent
    },
    { texts, every },
  )
}

/** Milliseconds from the key to the frame of the other page that shows the message, for each of `count` messages. */
export async function sendToRender(from: Page, to: Page, count: number): Promise<readonly number[]> {
  const texts = Array.from({ length: count }, (_, n) => text(n))
  await watch(to)
  const sent = await write(from, texts)
  await to.getByText(text(count - 1)).waitFor()
  const shown = await to.evaluate(() => (globalThis as unknown as { shown: Record<string, number> }).shown)
  return texts.map((one) => (shown[one] ?? Number.POSITIVE_INFINITY) - (sent[one] ?? 0))
}

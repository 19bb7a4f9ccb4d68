import type { Locator, Page } from 'playwright-core'
import { writingField } from './person.ts'

/** The messages that are on the page now. */
export const messages = (page: Page): Locator => page.locator('[role=log] article[aria-label]')

/** The message with a text, once it is on the page. */
export const message = (page: Page, text: string): Locator => messages(page).filter({ hasText: text }).last()

/** What the messages on the page say, from above; where one cannot be shown, why. */
export const textsOf = (page: Page): Promise<readonly string[]> =>
  messages(page).locator('[dir=auto] > span:first-child').allTextContents()

/** The tick at an own message; empty while there is none. */
export const tick = (page: Page, text: string): Locator => message(page, text).locator('[data-tick]')

/** Writes a message as a person does. */
export async function write(page: Page, text: string): Promise<void> {
  const field = writingField(page)
  await field.fill(text)
  await field.press('Enter')
}

/** Writes many messages as fast as the page can draw them. */
export async function writeMany(page: Page, texts: readonly string[]): Promise<void> {
  await page.evaluate(async (all) => {
    const field = document.querySelector<HTMLTextAreaElement>('[data-composer]')
    const value = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')
    for (const text of all) {
      value?.set?.call(field, text)
      field?.dispatchEvent(new InputEvent('input', { bubbles: true }))
      field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
  }, texts)
}

/** Waits until something on the page says so. */
export async function says(locator: Locator, words: string | RegExp): Promise<void> {
  await locator.filter({ hasText: words }).waitFor()
}

/** Every message of a room from its first to its last, as the page shows them while one scrolls through. */
export async function readThrough(page: Page): Promise<readonly { readonly key: string; readonly text: string }[]> {
  await page.getByRole('button', { name: 'Jump to a date' }).click()
  await page.getByRole('button', { name: 'To the first message' }).click()
  await page.getByText('This is the start of').waitFor()
  return await page.evaluate(async () => {
    const list = document.querySelector('[role=log]')
    if (list === null) return []
    const found = new Map<string, string>()
    const { top, bottom } = list.getBoundingClientRect()
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const inView = () =>
      [...list.querySelectorAll<HTMLElement>('article[data-row]')].filter((row) => {
        const box = row.getBoundingClientRect()
        return box.bottom > top && box.top < bottom
      })
    const stuckAfter = 30_000
    let still = 0
    let grownAt = performance.now()
    list.scrollTop = 0
    // At the end, and nothing more came for a while.
    while (still < 40) {
      await frame()
      await frame()
      const rows = inView()
      if (performance.now() - grownAt > stuckAfter) {
        const { scrollTop, clientHeight, scrollHeight } = list
        const shown = rows.map((row) => `${row.dataset['row']} ${row.checkVisibility({ visibilityProperty: true })}`)
        const stand = JSON.stringify({ found: found.size, still, scrollTop, clientHeight, scrollHeight, shown })
        throw new Error(`Reading through the room gets no further: ${stand}`)
      }
      // Not measured yet.
      if (!rows.every((row) => row.checkVisibility({ visibilityProperty: true }))) continue
      const keys = rows.map(({ dataset }) => dataset['row'] ?? '')
      const known = keys.some((key) => found.has(key))
      const before = found.size
      if (known || before === 0) {
        for (const [at, row] of rows.entries())
          found.set(keys[at] ?? '', row.querySelector('[dir=auto] > span')?.textContent ?? '')
      }
      if (found.size > before) grownAt = performance.now()
      const from = list.scrollTop
      // By hand: a list that still settles after the jump would go back to where it jumped to, again and again.
      list.dispatchEvent(new WheelEvent('wheel'))
      // A step that lost sight of what was read goes back.
      list.scrollTop += (list.clientHeight / 3) * (known || found.size === 0 ? 1 : -2)
      // A position between two pixels is rounded now one way, now the other.
      still = Math.abs(list.scrollTop - from) < 2 ? still + 1 : 0
    }
    return [...found].flatMap(([key, text]) => (text === '' ? [] : [{ key, text }]))
  })
}

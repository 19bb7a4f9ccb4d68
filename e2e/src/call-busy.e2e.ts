import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './house/axe.ts'
import { incoming, isLive, isOver, leave, seesMoving } from './house/call.ts'
import { come, company } from './house/company.ts'
import { openTown, type Town } from './house/town.ts'

type Window = typeof globalThis & {
  watched: { tracks: MediaStreamTrack[] }
  tellPressure: (state: 'critical' | 'nominal') => void
}

let town: Town
beforeAll(async () => {
  town = await openTown()
  await town.person('Owner')
})
afterAll(() => town[Symbol.asyncDispose]())

/** The page takes large pictures, cares for its computer, and hears from the test how busy that is. */
async function givePressure(page: Page): Promise<void> {
  await page.addInitScript(() => {
    localStorage.setItem('parley.call-choices', '{}')
    const told = new Set<(records: readonly { readonly state: string }[]) => void>()
    Object.assign(globalThis, {
      tellPressure: (state: string) => told.forEach((listener) => void listener([{ state }])),
      PressureObserver: class {
        constructor(listener: (records: readonly { readonly state: string }[]) => void) {
          told.add(listener)
        }
        async observe(): Promise<void> {}
        disconnect(): void {}
      },
    })
  })
}

const heightOfOwn = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { tracks } = (globalThis as Window).watched
    return tracks.find(({ kind, readyState }) => kind === 'video' && readyState === 'live')?.getSettings().height ?? 0
  })

test('row U23: a busy computer is spared the large own picture and all but one of the others, as long as one likes', async () => {
  const [ada, bo, cy] = [await town.person('Ada'), await town.person('Bo'), await town.person('Cy')]
  await company(ada, bo, cy)
  const { page } = ada
  await givePressure(page)
  await page.reload()
  for (const person of [ada, bo, cy]) await come(person.page)
  for (const person of [ada, bo, cy]) await isLive(person.page)
  await page.evaluate(() => (globalThis as Window).tellPressure('critical'))
  await page.getByText('This computer is busy.', { exact: true }).waitFor()
  await page.getByText('Paused: this computer is busy').waitFor()
  await page.getByRole('region', { name: /camera on but not shown/ }).waitFor()
  await expect.poll(() => heightOfOwn(page)).toBeLessThanOrEqual(360)
  expect(await page.locator('video[aria-label="Bo"], video[aria-label="Cy"]').count()).toBe(1)
  const { energy } = await incoming(page)
  await expect.poll(async () => (await incoming(page)).energy).toBeGreaterThan(energy)
  await page.getByRole('button', { name: /(Through the server|Direct), \d+ ms/ }).click()
  await page.getByText('This computer is busy, so your own picture is sent smaller.').waitFor()
  await page.keyboard.press('Escape')
  expect(await seriousFindings(page)).toEqual([])
  await seesMoving(bo.page, 'Ada')
  await page.getByRole('button', { name: 'Show all pictures' }).click()
  for (const { name } of [bo, cy]) await seesMoving(page, name)
  await expect.poll(() => heightOfOwn(page)).toBeGreaterThan(360)
  expect(await page.getByText('This computer is busy.', { exact: true }).count()).toBe(0)
  await leave(page)
  await isOver(page)
  expect([...ada.complaints, ...bo.complaints, ...cy.complaints]).toEqual([])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLoudBrowser } from './house/browser.ts'
import { answer, incoming, isLive, isOver, leave, ring, seesMoving } from './house/call.ts'
import { pairsOf } from './house/pair.ts'
import { openTown, type Town } from './house/town.ts'

const title = 'A tab to be shared'

let town: Town
beforeAll(async () => {
  const flags = ['--auto-accept-camera-and-microphone-capture', `--auto-select-tab-capture-source-by-title=${title}`]
  town = await openTown({}, flags, (more = []) => openLoudBrowser(more))
  await town.person('Owner')
})
const pairs = pairsOf(() => town)
afterAll(() => town[Symbol.asyncDispose]())

test('row 78: another tab is shared, and the other sees it move and hears it', async () => {
  const { ada, bo } = await pairs.same()
  const tab = await ada.anotherPage()
  await tab.setContent(`<title>${title}</title>`)
  await tab.evaluate(() => {
    setInterval(() => {
      document.body.style.background = `hsl(${(performance.now() / 10) % 360} 80% 50%)`
    }, 200)
    const audio = new AudioContext()
    const tone = audio.createOscillator()
    tone.connect(audio.destination)
    tone.start()
  })
  await ada.page.bringToFront()
  await ring(ada.page)
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await ada.page.keyboard.press('m')
  await bo.page.getByText('Muted', { exact: true }).waitFor({ state: 'attached' })
  await ada.page.getByRole('button', { name: 'Share screen', exact: true }).click()
  await ada.page.getByText('You are sharing your screen with its sound').waitFor()
  await seesMoving(bo.page, 'Ada’s screen')
  const before = (await incoming(bo.page)).energy
  await expect.poll(async () => (await incoming(bo.page)).energy).toBeGreaterThan(before + 0.01)
  // A tab that is closed is shared no more, and says so.
  await tab.close()
  await bo.page.getByRole('region', { name: 'Ada’s screen' }).waitFor({ state: 'detached' })
  await ada.page.getByRole('button', { name: 'Share screen', exact: true }).waitFor()
  await leave(ada.page)
  await isOver(bo.page)
  expect([...ada.complaints, ...bo.complaints]).toEqual([])
})

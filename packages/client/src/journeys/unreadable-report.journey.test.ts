import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import { lossyVault } from '../testing/lossy-vault.ts'
import { skippingClock } from '../testing/skipping-clock.ts'
import { live, Town } from '../testing/town.ts'
import { directOf, idOf } from '../testing/who.ts'
import type { Timeline } from '../timeline/timeline.ts'

type Report = { readonly counts: readonly { readonly why: string; readonly count: number }[] }
const name = 'reports.unreadable'

/** Collects every report that leaves a device, whichever way it takes: the whole text, as it travels. */
function watch() {
  const sent: string[] = []
  class Watched extends WebSocket {
    override send(data: string): void {
      if (data.includes(name)) sent.push(data)
      super.send(data)
    }
  }
  const fetched: typeof fetch = async (input, init) => {
    if (String(input).includes(name)) sent.push(String(init?.body))
    return await fetch(input, init)
  }
  const reports = (): readonly Report[] =>
    sent.map((text) => {
      const { input, ...plain } = JSON.parse(text) as Report & { input?: Report }
      return input ?? plain
    })
  return { sent, reports, WebSocket: Watched, fetch: fetched }
}

async function sum(town: Town): Promise<number> {
  const text = await (await fetch(`${town.url}/metrics`)).text()
  return Number(/\{why="no-key"\} (\d+)/.exec(text)?.[1])
}

/** So many lack their key; what still waits for the device's own keys does not count. */
const closed =
  (count: number) =>
  ({ items }: Timeline): boolean =>
    items.filter(({ content }) => content.kind === 'unreadable' && content.why === 'no-key').length === count

/** Lets a minute go by at a time until something holds: what falls due may have been planned only just now. */
async function passing(clock: ReturnType<typeof skippingClock>, client: Client, holds: () => boolean): Promise<void> {
  while (!holds()) {
    clock.skip(60_000)
    await live(client)
  }
}

test('what stays unreadable is told once, in numbers, and not again after a reload', async () => {
  await using town = await Town.open()
  const [clock, line, store] = [skippingClock(), watch(), memoryStore()]
  let lost = false
  const ada = await town.person('ada', { openVault: lossyVault(() => lost) })
  const ben = await town.person('ben', { clock, store, ...line })
  const room = await directOf(ada, ben)
  lost = true
  for (const text of ['first', 'second']) await ada.room(room).send(text)
  await until(ben.room(room).timeline, closed(2))
  expect(line.sent).toEqual([])

  await passing(clock, ben, () => line.sent.length > 0)
  expect(line.reports()).toEqual([{ counts: [{ why: 'no-key', count: 2 }] }])
  for (const secret of [room, idOf(ada), idOf(ben)]) expect(line.sent.join()).not.toContain(secret)
  while ((await sum(town)) !== 2) await live(ben)

  // The same entries are asked for again and again meanwhile; what comes new is told after ten minutes.
  await ada.room(room).send('third')
  await until(ben.room(room).timeline, closed(3))
  clock.skip(120_000)
  await live(ben)
  expect(line.sent).toHaveLength(1)
  await passing(clock, ben, () => line.sent.length > 1)
  expect(line.reports().at(-1)).toEqual({ counts: [{ why: 'no-key', count: 1 }] })

  await ben.close()
  const again = town.engine({ clock, store, ...line })
  again.room(room).open()
  await live(again)
  // What is closed counts only for a device that has its keys, and time that leaps breaks the connection by which they open.
  await until(again.keyring, ({ kind }) => kind === 'ready')
  await until(again.room(room).timeline, closed(3))
  await ada.room(room).send('fourth')
  await until(again.room(room).timeline, closed(4))
  await passing(clock, again, () => line.sent.length > 2)
  // The server's own clock has not moved: it left the second report out, so that entry is told again, and no other.
  expect(line.reports().at(-1)).toEqual({ counts: [{ why: 'no-key', count: 2 }] })
  expect(await sum(town)).toBe(2)
})

test('whoever has switched it off tells nothing', async () => {
  await using town = await Town.open()
  const [clock, line] = [skippingClock(), watch()]
  let lost = false
  const ada = await town.person('ada', { openVault: lossyVault(() => lost) })
  const ben = await town.person('ben', { clock, ...line })
  await ben.call('users.settings', { settings: { invisible: false, typing: true, receipts: true, reports: false } })
  await until(ben.session, (state) => state.kind === 'signed-in' && !state.settings.reports)
  const room = await directOf(ada, ben)
  lost = true
  await ada.room(room).send('first')
  await until(ben.room(room).timeline, closed(1))
  for (let hour = 0; hour < 3; hour += 1) {
    clock.skip(3_600_000)
    await live(ben)
  }
  expect(line.sent).toEqual([])
  expect(await sum(town)).toBe(0)
})

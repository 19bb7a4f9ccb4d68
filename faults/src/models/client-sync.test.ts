import { createEngine, type Engine, memoryStore } from '@parley/client'
import fc, { type Scheduler } from 'fast-check'
import { expect, test } from 'vitest'
import { numRuns, timeout } from './runs.ts'
import { me, room, ScheduledServer } from './scheduled-server.ts'

const still = { now: () => 1_700_000_000_000, monotonic: () => 0, after: () => () => undefined, chance: () => 0.5 }
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** What it has to do with HTTP: an access token, and tickets. */
const answers: typeof fetch = async (input) => {
  const isGrant = String(input).endsWith('/sessions.refresh')
  const body = isGrant ? { ...me, access: 'a', expiresIn: 300 } : { ticket: 't', expiresIn: 30 }
  return { ok: true, status: 200, headers: { getSetCookie: () => [] }, json: async () => body } as unknown as Response
}

async function open(server: ScheduledServer): Promise<Engine> {
  const store = memoryStore()
  const settings = { invisible: false, typing: false, receipts: false, reports: false }
  const profile = { id: me.user, handle: 'ada', name: 'Ada', kind: 'account' }
  const value = { kind: 'signed-in', ...me, me: profile, settings }
  await store.write([{ do: 'put', table: 'meta', group: '', place: 'session', value }], 'strict')
  return createEngine({
    url: 'http://parley.test',
    store,
    device: 'phone',
    clock: { ...still, bytes: (count) => new Uint8Array(count) },
    fetch: answers,
    WebSocket: server.sockets,
    openVault: () => new Promise(() => undefined),
  })
}

/** Lets everything that is under way arrive, in the order that the scheduler draws. */
async function arrive(scheduler: Scheduler): Promise<void> {
  await turn()
  while (scheduler.count() > 0) {
    await scheduler.waitOne()
    await turn()
  }
}

test('P1: whatever arrives in whatever order, twice or never, a device shows each message once and in order', {
  timeout,
}, async () => {
  const growths = fc.array(fc.record({ times: fc.nat(2), beats: fc.boolean(), waits: fc.boolean() }), { maxLength: 25 })
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), growths, async (scheduler, script) => {
      const server = new ScheduledServer(scheduler)
      server.grow(0)
      const engine = await open(server)
      const { timeline, open: look } = engine.room(room)
      look()
      await arrive(scheduler)
      expect(engine.connection.get().kind).toBe('live')
      for (const { times, beats, waits } of script) {
        server.grow(times)
        if (beats) server.beat()
        if (waits) await (scheduler.count() > 0 ? scheduler.waitOne() : turn())
      }
      server.beat()
      await arrive(scheduler)
      const shown = timeline.get().items.map(({ seq }) => seq)
      expect(shown).toEqual(server.log.map(({ seq }) => seq))
    }),
    { numRuns },
  )
})

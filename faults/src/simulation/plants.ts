import type { Event } from '@parley/protocol'
import type { Ports } from '@parley/server'
import type { Fanout, Hint } from '@parley/server/inside'
import { type Append, answering, appending } from './planted-storage.ts'
import type { WirePlant } from './served-socket.ts'
import type { StepName } from './steps.ts'
import type { World } from './world.ts'

/** A defect that simulated servers have, so that it can be seen whether it is found. */
export interface SimulatedPlant {
  readonly dress?: (ports: Ports, world: World) => Ports
  readonly wire?: WirePlant
  /** A store that was put back claims to be the one before. */
  readonly keepsEpoch?: boolean
  /** What has to happen for it to show. */
  readonly eager?: readonly StepName[]
}

/** A fan-out of which some hints are published in another way. */
function publishing(ports: Ports, publish: (hint: Hint, fanout: Fanout) => void): Ports {
  const { fanout } = ports
  const dressed: Fanout = {
    publish: (hint) => publish(hint, fanout),
    replay: (hint) => fanout.replay(hint),
    subscribe: (receive) => fanout.subscribe(receive),
    get reach() {
      return fanout.reach
    },
    watch: (changed) => fanout.watch(changed),
    [Symbol.asyncDispose]: () => fanout[Symbol.asyncDispose](),
  }
  return { ...ports, fanout: dressed }
}

const leaving = ['left', 'kicked', 'banned']

/** Whom a hint takes out of a room. */
function leaver(hint: Hint): string | null {
  if (hint.kind !== 'entry' || hint.entry.kind !== 'membership') return null
  const change = JSON.parse(hint.entry.body) as { readonly kind: string; readonly user?: string }
  return leaving.includes(change.kind) ? (change.user ?? null) : null
}

/** Every so many something goes wrong. */
const each = 20

/** The planted defects that a simulation can show. */
export const simulatedPlants = {
  'ack-before-commit': {
    dress: (ports) => {
      const heads = new Map<string, number>()
      return appending(ports, async (append, write) => {
        const { room, at } = write
        const seq = (heads.get(room) ?? (await ports.storage.read('entry.head', { room }))) + 1
        heads.set(room, seq)
        ports.clock.after(200, () => void append(write).catch(() => undefined))
        return { ok: true, seq, at, messages: seq, dup: false, closed: false }
      })
    },
  },
  'publish-dropped': {
    dress: (ports) => {
      let n = 0
      // A node that looks for itself finds it all the same.
      const blind = answering(ports, { 'entry.heads': () => [] })
      return publishing(blind, (hint, fanout) => {
        const isNews = hint.kind === 'entry' || hint.kind === 'framed'
        if (isNews) n += 1
        if (!isNews || n % 3 !== 0) fanout.publish(hint)
      })
    },
  },
  'two-swapped': {
    dress: (ports) => {
      let held: { readonly write: Append; readonly go: () => void } | null = null
      return appending(ports, async (append, write) => {
        const first = held
        if (first && first.write.device === write.device && first.write.room === write.room) {
          held = null
          const done = append(write)
          first.go()
          return await done
        }
        if (held) return await append(write)
        const turn = Promise.withResolvers<void>()
        const mine = { write, go: turn.resolve }
        held = mine
        ports.clock.after(50, () => {
          if (held === mine) held = null
          mine.go()
        })
        await turn.promise
        return await append(write)
      })
    },
  },
  'stored-again': {
    dress: (ports) =>
      appending(ports, async (append, write) => {
        const done = await append(write)
        return done.ok && done.dup ? await append({ ...write, device: `${write.device}-again` }) : done
      }),
  },
  'holes-in-positions': {
    dress: (ports, { shelf }) => {
      let n = 0
      return appending(ports, async (append, write) => {
        n += 1
        const head = n % each === 0 ? shelf.store.head(write.room) : null
        if (head) head.seq += 1
        return await append(write)
      })
    },
  },
  'wrong-epoch-accepted': { keepsEpoch: true, eager: ['copy', 'restore'] },
  'resume-off-by-one': {
    wire: {
      up(text) {
        if (!text.startsWith('{"type":"resume"')) return text
        const frame = JSON.parse(text) as { readonly cursors: { readonly rooms: Record<string, number> } }
        const rooms = Object.fromEntries(Object.entries(frame.cursors.rooms).map(([room, seq]) => [room, seq + 1]))
        return JSON.stringify({ ...frame, cursors: { ...frame.cursors, rooms } })
      },
    },
  },
  'delivered-after-removal': {
    dress: (ports) => {
      const gone = new Map<string, Set<string>>()
      return publishing(ports, (hint, fanout) => {
        fanout.publish(hint)
        if (hint.kind !== 'entry' && hint.kind !== 'framed') return
        const { room } = hint
        const event: Event =
          hint.kind === 'framed' ? JSON.parse(hint.frame.toString()) : { type: 'entry', room, entry: hint.entry }
        for (const user of gone.get(room) ?? []) fanout.publish({ kind: 'user', user, event })
        const left = leaver(hint)
        if (left !== null) gone.set(room, (gone.get(room) ?? new Set()).add(left))
      })
    },
  },
  'silently-truncated': {
    wire: { down: (text) => (text.startsWith('{"type":"limited"') ? null : text) },
    eager: ['flood'],
  },
  'unbounded-queue': { wire: { isBlind: true }, eager: ['stall'] },
  'revoked-sockets-stay': {
    eager: ['addDevice', 'revoke'],
    dress: (ports) => {
      const deaf = answering(ports, { 'session.ended': () => [] })
      return publishing(deaf, (hint, fanout) => {
        if (hint.kind !== 'revoked') fanout.publish(hint)
      })
    },
  },
  'ordered-by-the-wall-clock': {
    dress: (ports) => {
      const sorted = (out: unknown): unknown => {
        const entries = out as readonly { readonly seq: number; readonly at: number }[]
        const byClock = entries.toSorted((a, b) => a.at - b.at)
        return byClock.map((entry, n) => ({ ...entry, seq: entries[n]?.seq }))
      }
      return answering(ports, { 'entry.range': sorted, 'entry.page': sorted })
    },
  },
} as const satisfies Readonly<Record<string, SimulatedPlant>>

export type SimulatedPlantName = keyof typeof simulatedPlants

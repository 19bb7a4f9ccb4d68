import type { CallInfo } from '@parley/protocol'
import { memoryCallBoard } from '../adapters/memory/call-board.ts'
import { memoryFanout } from '../adapters/memory/fanout.ts'
import { openLocalStore } from '../adapters/sqlite/local.ts'
import type { CarrierRule } from '../features/calls/carrier.ts'
import { Switchboard } from '../features/calls/switchboard.ts'
import type { Hint } from '../ports/fanout.ts'
import { deviceOf, idOf, roomOf, settle, userOf } from '../ports/storage/cast.contract.ts'
import { handClock } from './hand-clock.ts'
import { storageOver } from './local-storage.contract.ts'

const who = (actor: 'ada' | 'ben' | 'dalia' | 'fox') => ({ user: userOf(actor), device: deviceOf(actor) })
export const [ada, ben, dalia, fox] = [who('ada'), who('ben'), who('dalia'), who('fox')]
export const benPhone = { ...ben, device: idOf('ben-phone') }
/** A call of a direct message. */
export const between = (name: string, ...people: { user: string }[]) => ({
  room: idOf(name),
  isGroup: false,
  media: 'video' as const,
  members: people.map(({ user }) => user),
})
export const withBen = between('ada+ben', ada, ben)
export const withDalia = { ...between('ben+dalia', ben, dalia), media: 'audio' as const }
export const hall = { room: idOf('hall'), isGroup: true, media: 'audio' as const, members: [] }
export const inHall = new Set([hall.room])
export const none = new Set<string>()

/** What the nodes of a house share; Ada made the hall, where Ben and Dalia are too. */
export async function house() {
  const storage = storageOver(openLocalStore('epoch-1'))
  await settle(storage)
  await storage.apply('room.create', roomOf('hall', 'public', ['ada', 'ben', 'dalia']))
  return { storage, calls: memoryCallBoard() }
}
type Shared = Awaited<ReturnType<typeof house>>

let ids = 0
const newId = (): string => {
  ids += 1
  return idOf(`call-${ids}`)
}

/** One node: what it told, and its own time. */
export async function open(shared: Shared, carrierRule: CarrierRule = { meshMost: 4, sfu: 'none' }) {
  const clock = handClock()
  const fanout = memoryFanout()
  const heard: { to: string; call: CallInfo }[] = []
  const told: Extract<Hint, { kind: 'user' | 'rooms' }>[] = []
  fanout.subscribe((hint) => {
    if (hint.kind === 'user' || hint.kind === 'rooms') told.push(hint)
    if ((hint.kind !== 'user' && hint.kind !== 'rooms') || hint.event.type !== 'call') return
    heard.push({ to: hint.kind === 'user' ? hint.user : (hint.rooms[0] ?? ''), call: hint.event.call })
  })
  const board = new Switchboard({ ...shared, clock, fanout, newId, carrierRule: () => carrierRule })
  await new Promise(setImmediate)
  /** State and reason of a call as the last event of it said. */
  const last = (id: string): string => {
    const call = heard.findLast((one) => one.call.id === id)?.call
    return call?.reason ?? call?.state ?? 'unheard'
  }
  /** Time goes on, and what falls due in each second is done before the next. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 1000) {
      clock.pass(Math.min(left, 1000))
      await new Promise(setImmediate)
    }
  }
  /** So long, while these renew their leases. */
  const passWith = async (ms: number, id: string, ...seated: (typeof ada)[]): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 5000) {
      for (const one of seated) await board.renew(id, one)
      await pass(Math.min(5000, ms - passed))
    }
  }
  return { board, heard, told, last, pass, passWith }
}

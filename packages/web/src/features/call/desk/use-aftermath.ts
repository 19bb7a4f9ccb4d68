import type { RoomItem } from '@parley/client'
import { useEffect, useRef } from 'react'
import { notify } from '../../../design/toast.ts'
import { useClient } from '../../../engine/client-context.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { nameOf } from '../../conversation/use-person.ts'
import { play, repeat } from '../sounds/play.ts'
import { useDesk } from './desk-context.ts'
import { endWords } from './end-words.ts'

const outgoingEvery = 3000

const roomOf = (rooms: readonly RoomItem[], room: string): RoomItem | undefined => rooms.find(({ id }) => id === room)

/** What follows from the state of the call: its sounds, and the words at its end. */
export function useAftermath(): void {
  const { call } = useDesk()
  const { rooms, people } = useClient()
  const state = useReadable(call.state)
  const before = useRef(state.kind)
  useEffect(() => {
    const was = before.current
    before.current = state.kind
    if (state.kind === 'live' && was !== 'reconnecting' && was !== 'live') play('connected')
    if (state.kind !== 'ended') return
    play('ended')
    const other = roomOf(rooms.get(), state.room)?.people[0]?.name ?? ''
    const name = state.by === null ? other : nameOf(people.get().get(state.by))
    const text = endWords(state, name)
    // What one can do about it stays until it was read.
    const kind = state.reason === 'no-path' ? 'error' : 'info'
    if (text !== null) notify({ kind, text, id: 'call-ended' })
    call.dismiss()
  }, [state, call, rooms, people])
  const isRingingOut = state.kind === 'ringing' && roomOf(rooms.get(), state.room)?.kind === 'direct'
  useEffect(() => (isRingingOut ? repeat('outgoing', outgoingEvery) : undefined), [isRingingOut])
}

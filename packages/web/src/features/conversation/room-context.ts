import type { RoomHandle, RoomItem } from '@parley/client'
import type { RoomKind, RoomRole } from '@parley/protocol'
import { createContext, useContext } from 'react'

/** The room that stands open, and who I am in it. */
export interface OpenRoom {
  readonly id: string
  readonly kind: RoomKind
  /** It is a voice channel. */
  readonly voice: boolean
  readonly name: string
  readonly topic: string
  /** How many are in it, me included. */
  readonly members: number
  readonly role: RoomRole
  /** Who can read it. */
  readonly sealing: RoomItem['sealing']
  /** What new members can read; null: it is not encrypted, or not known here. */
  readonly history: RoomItem['history']
  /** Why nothing is sent in it. */
  readonly trouble: RoomItem['trouble']
  /** Whose first visit the encryption of a room from before waits for. */
  readonly lacking: RoomItem['lacking']
  readonly me: string
  readonly handle: RoomHandle
}

export const RoomContext = createContext<OpenRoom | null>(null)

/** The room around this part of the page. */
export function useRoom(): OpenRoom {
  const room = useContext(RoomContext)
  if (room === null) throw new Error('This part stands inside a room.')
  return room
}

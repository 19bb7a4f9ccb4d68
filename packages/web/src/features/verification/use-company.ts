import type { RoomHandle } from '@parley/client'
import { useCallback, useSyncExternalStore } from 'react'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { useRoom } from '../conversation/room-context.ts'

export interface Company {
  /** Everybody else here is verified, and there is somebody. */
  readonly isVerified: boolean
  /** Who was verified and has other keys now. */
  readonly changed: readonly string[]
}

const nobody: Company = { isVerified: false, changed: [] }

/** Members are fetched only where there is something to say about them. null: not all are known. */
function useOthers(handle: RoomHandle, isWanted: boolean, me: string): readonly string[] | null {
  const { members } = handle
  const subscribe = useCallback(
    (listener: () => void) => (isWanted ? members.subscribe(listener) : () => undefined),
    [members, isWanted],
  )
  const state = useSyncExternalStore(subscribe, () => members.get())
  if (state.kind !== 'known' || state.more) return null
  return state.members.flatMap(({ profile, state: seat }) =>
    profile.id === me || seat !== 'joined' ? [] : [profile.id],
  )
}

/** Who of the open room is verified. */
export function useCompany(): Company {
  const { people } = useReadable(useClient().trust)
  const { handle, sealing, me } = useRoom()
  const others = useOthers(handle, sealing === 'sealed' && people.size > 0, me)
  if (sealing !== 'sealed' || people.size === 0 || others === null) return nobody
  return {
    isVerified: others.length > 0 && others.every((user) => people.get(user) === 'verified'),
    changed: others.filter((user) => people.get(user) === 'changed'),
  }
}

import type { Running } from '@parley/client/calls'
import { useEffect } from 'react'
import { useMe } from '../../../engine/use-me.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { useDesk } from '../desk/desk-context.ts'
import { voiceSigns } from './voice-signs.ts'

/** Shows in the list of rooms what the people of this call do. */
export function useVoiceSigns(state: Running): void {
  const { call, local } = useDesk()
  const { me } = useMe()
  const others = useReadable(call.others)
  const muted = useReadable(local.muted)
  const microphone = useReadable(local.microphone.state)
  const screen = useReadable(local.screen.state)
  const { room } = state
  useEffect(() => {
    const mine = { isMuted: muted || microphone.kind !== 'on', isSharing: screen.kind === 'on' }
    const theirs = others.map(({ user, flags }) => [user, { isMuted: !flags.audio, isSharing: flags.screen }] as const)
    voiceSigns.set({ room, of: new Map([[me.id, mine], ...theirs]) })
  }, [room, me.id, others, muted, microphone, screen])
  useEffect(() => () => voiceSigns.set(null), [])
}

import { cell, useCell } from '../../design/cell.ts'
import type { PresenceState } from '../../design/presence.tsx'
import { notify } from '../../design/toast.ts'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { useMe } from '../../engine/use-me.ts'
import { useReadable } from '../../engine/use-readable.ts'

export const ownPresences = ['online', 'away', 'invisible'] as const
export type OwnPresence = (typeof ownPresences)[number]

const key = 'parley.away'
/** Chosen on this device: to be shown as away although one is here. */
const choseAway = cell(localStorage.getItem(key) === 'yes')
/** Nothing was typed or pointed at for a while. */
export const isIdle = cell(false)

interface Own {
  readonly chosen: OwnPresence
  /** What the others see; undefined while this device is not connected. */
  readonly shown: PresenceState | undefined
  readonly choose: (next: OwnPresence) => void
}

/** How one is seen by the others, and how to change that. */
export function useOwnPresence(): Own {
  const client = useClient()
  const { settings } = useMe()
  const away = useCell(choseAway)
  const idle = useCell(isIdle)
  const live = useReadable(client.connection).kind === 'live'
  const choose = (next: OwnPresence) => {
    const isAway = next === 'away'
    localStorage.setItem(key, isAway ? 'yes' : 'no')
    choseAway.set(isAway)
    const invisible = next === 'invisible'
    if (invisible === settings.invisible) return
    const done = client.call('users.settings', { settings: { ...settings, invisible } })
    done.catch((error: unknown) => notify({ kind: 'error', text: errorWords(error) }))
  }
  const chosen = settings.invisible ? 'invisible' : away ? 'away' : 'online'
  const seen = settings.invisible ? 'offline' : away || idle ? 'away' : 'online'
  return { chosen, shown: live ? seen : undefined, choose }
}

/** Whether the others should see "away". */
export function useIsAway(): boolean {
  const away = useCell(choseAway)
  return useCell(isIdle) || away
}

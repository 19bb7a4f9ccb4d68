import { ringEnd } from '@parley/client/calls'
import type { CallInfo } from '@parley/protocol'
import { useEffect, useRef } from 'react'
import { notify } from '../../../design/toast.ts'
import { useClient } from '../../../engine/client-context.ts'
import { t } from '../../../texts/text.ts'
import { dismissed } from './dismissed.ts'

/** Says what became of a ring that stopped by itself: answered or declined on another device, or missed. */
export function useRingEnds(
  rings: readonly CallInfo[],
  calls: readonly CallInfo[],
  me: { readonly user: string; readonly device: string } | null,
): void {
  const { people } = useClient()
  const before = useRef<readonly CallInfo[]>([])
  useEffect(() => {
    const gone = before.current.filter(({ id }) => !rings.some((ring) => ring.id === id))
    before.current = rings
    if (!me) return
    for (const ring of gone) {
      if (dismissed.get().has(ring.id)) continue
      const end = ringEnd(
        calls.find(({ id }) => id === ring.id),
        me.user,
        me.device,
      )
      const name = people.get().get(ring.startedBy)?.name ?? t('conversation.someone')
      if (end === 'answered-elsewhere') notify({ kind: 'info', text: t('ring.answeredElsewhere') })
      if (end === 'declined-elsewhere') notify({ kind: 'info', text: t('ring.declinedElsewhere') })
      if (end === 'missed') notify({ kind: 'info', text: t('ring.missed', { name }) })
    }
  }, [rings, calls, me, people])
}

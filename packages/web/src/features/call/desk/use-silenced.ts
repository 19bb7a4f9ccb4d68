import { useEffect } from 'react'
import { notify } from '../../../design/toast.ts'
import { useClient } from '../../../engine/client-context.ts'
import { t } from '../../../texts/text.ts'
import { nameOf } from '../../conversation/use-person.ts'
import { play } from '../sounds/play.ts'
import { useDesk } from './desk-context.ts'

/** Says by whom the microphone was muted; the button to unmute it is where it always is. */
export function useSilenced(): void {
  const { call } = useDesk()
  const { people } = useClient()
  useEffect(() => {
    return call.onSilenced((by) => {
      play('mute')
      const name = nameOf(people.get().get(by))
      notify({ kind: 'info', text: t('call.mutedBy', { name }), id: 'call-silenced' })
    })
  }, [call, people])
}

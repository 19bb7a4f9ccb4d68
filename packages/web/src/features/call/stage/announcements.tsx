import { Unseen } from '../../../design/unseen.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'

/** What a screen reader hears of a call: its state, and the own microphone. */
export function Announcements() {
  const { call, local } = useDesk()
  const state = useReadable(call.state)
  const muted = useReadable(local.muted)
  const { microphone } = useReadable(local.sent)
  const heard = microphone === null ? '' : t('call.nowUnmuted')
  const words = {
    live: t('call.youJoined'),
    reconnecting: t('call.reconnecting'),
  }
  const said = state.kind === 'live' || state.kind === 'reconnecting' ? words[state.kind] : ''
  return (
    <>
      <div role="status">
        <Unseen>{said}</Unseen>
      </div>
      <div role="status">
        <Unseen>{muted ? t('call.nowMuted') : heard}</Unseen>
      </div>
    </>
  )
}

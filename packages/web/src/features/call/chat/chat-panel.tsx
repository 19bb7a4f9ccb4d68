import type { Running } from '@parley/client/calls'
import { t } from '../../../texts/text.ts'
import { Conversation } from '../../conversation/conversation.tsx'
import { OnPage } from '../../conversation/reading/attention.ts'
import { useDesk } from '../desk/desk-context.ts'
import styles from './chat-panel.module.css'

/** The messages of the room beside the call: what is written there stays when the call is over. */
export function ChatPanel({ state }: { state: Running }) {
  const { isChatOpen } = useDesk()
  return (
    <aside className={styles['panel']} aria-label={t('call.chat')}>
      <OnPage value={false}>
        <Conversation roomId={state.room} onBack={() => isChatOpen.set(false)} />
      </OnPage>
    </aside>
  )
}

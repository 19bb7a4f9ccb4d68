import type { Running } from '@parley/client/calls'
import { MessageSquare } from 'lucide-react'
import { useCell } from '../../../design/cell.ts'
import { Counter } from '../../../design/counter.tsx'
import { Icon } from '../../../design/icon.tsx'
import { tip } from '../../../design/tip.ts'
import { useClient } from '../../../engine/client-context.ts'
import { t } from '../../../texts/text.ts'
import { usePart } from '../../conversation/use-part.ts'
import { useDesk } from '../desk/desk-context.ts'
import styles from './chat-control.module.css'

/** Opens the messages of the room beside the call, and says how many are unread. */
export function ChatControl({ state }: { state: Running }) {
  const { isChatOpen } = useDesk()
  const { rooms } = useClient()
  const isOpen = useCell(isChatOpen)
  const unread = usePart(rooms, (all) => all.find(({ id }) => id === state.room)?.unread ?? 0)
  const label = t('call.chat')
  return (
    <button
      type="button"
      className={styles['opener']}
      {...tip(label)}
      aria-label={unread > 0 ? `${label}, ${t('rooms.unread', { count: unread })}` : label}
      aria-expanded={isOpen}
      onClick={() => isChatOpen.set(!isOpen)}
    >
      <Icon of={MessageSquare} size="lg" />
      <span className={styles['unread']} aria-hidden>
        <Counter count={unread} kind="mention" label="" />
      </span>
    </button>
  )
}

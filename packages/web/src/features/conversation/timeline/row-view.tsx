import type { Row } from '../rows/row.ts'
import { CallView } from './call-view.tsx'
import { ClearLine } from './clear-line.tsx'
import { DayLine } from './day-line.tsx'
import { MessageView } from './message-view.tsx'
import { StartView } from './start-view.tsx'
import { SystemView } from './system-view.tsx'
import { UnreadLine } from './unread-line.tsx'

interface Props {
  row: Row
  isStop: boolean
  isRevealed: boolean
  /** Nothing is written in the room yet. */
  isEmpty: boolean
  onFocusRow: (key: string) => void
}

/** Draws a row by its kind. */
export function RowView({ row, isEmpty, ...standing }: Props) {
  switch (row.kind) {
    case 'message':
      return <MessageView row={row} {...standing} />
    case 'system':
      return <SystemView row={row} {...standing} />
    case 'call':
      return <CallView row={row} {...standing} />
    case 'day':
      return <DayLine at={row.at} />
    case 'clear':
      return <ClearLine />
    case 'unread':
      return <UnreadLine at={row.at} />
    case 'start':
      return <StartView isEmpty={isEmpty} />
  }
}

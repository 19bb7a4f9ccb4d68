import { Phone, PhoneMissed, Video } from 'lucide-react'
import { memo } from 'react'
import { useRoom } from '../room-context.ts'
import type { CallRow } from '../rows/row.ts'
import { nameOf, usePerson } from '../use-person.ts'
import { callWords } from './call-words.ts'
import { QuietLine } from './quiet-line.tsx'
import type { RowProps } from './row-props.ts'

/** A call that took place here, or did not. */
export const CallView = memo(function CallView({ row, isStop, onFocusRow }: RowProps<CallRow>) {
  const { me, kind: roomKind } = useRoom()
  const { item } = row
  const name = nameOf(usePerson(item.sender))
  if (item.content.kind !== 'call') return null
  const { outcome, media } = item.content
  const missed = outcome === 'missed' && item.sender !== me
  const kind = media === 'video' ? Video : Phone
  return (
    <QuietLine
      rowKey={row.key}
      icon={outcome === 'ended' ? kind : PhoneMissed}
      words={callWords(item, me, name, roomKind !== 'direct')}
      at={item.at}
      missed={missed}
      isStop={isStop}
      onFocusRow={onFocusRow}
    />
  )
})

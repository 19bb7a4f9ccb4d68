import { type CSSProperties, memo } from 'react'
import { Avatar } from '../../../design/avatar.tsx'
import { personColourValue } from '../../../design/person-colour.ts'
import { tip } from '../../../design/tip.ts'
import { formatMoment, formatTime } from '../../../texts/format.ts'
import { t } from '../../../texts/text.ts'
import { PersonButton } from '../../members/person-button.tsx'
import { NotSent } from '../delivery/not-sent.tsx'
import { OwnTick } from '../delivery/own-tick.tsx'
import { useRoom } from '../room-context.ts'
import type { MessageRow } from '../rows/row.ts'
import { useTimes } from '../rows/use-today.ts'
import { MessageText } from '../text/message-text.tsx'
import { nameOf, usePerson } from '../use-person.ts'
import styles from './message-view.module.css'
import type { RowProps } from './row-props.ts'
import { UnreadableView } from './unreadable-view.tsx'
import { wordsOf } from './words-of.ts'

/** Labels end here: a screen reader reads the rest from the message itself. */
const labelLength = 600

type Colour = CSSProperties & { '--person': string }

/** One message: who and when at the first of a group, the clock on hover and focus at the others. */
export const MessageView = memo(function MessageView(props: RowProps<MessageRow>) {
  const { row, isStop, isRevealed, onFocusRow } = props
  const { item, leads } = row
  const { me } = useRoom()
  useTimes()
  const person = usePerson(item.sender)
  const name = nameOf(person)
  const words = wordsOf(item.content)
  const time = formatTime(item.at)
  const colour: Colour = { '--person': personColourValue(item.sender) }
  const clock = (
    <time
      className={styles[leads ? 'time' : 'late']}
      dateTime={new Date(item.at).toISOString()}
      {...tip(formatMoment(item.at))}
    >
      {time}
    </time>
  )
  return (
    <article
      className={styles['message']}
      data-row={row.key}
      data-leads={leads || undefined}
      data-revealed={isRevealed || undefined}
      tabIndex={isStop ? 0 : -1}
      aria-setsize={-1}
      aria-label={t('conversation.messageLabel', { name, time, text: words.slice(0, labelLength) })}
      onFocus={() => onFocusRow(row.key)}
    >
      <div className={styles['gutter']}>
        {leads ? <Avatar id={item.sender} name={name} bot={person?.kind === 'bot'} /> : clock}
      </div>
      <div className={styles['body']}>
        {leads && (
          <div className={styles['who']}>
            <PersonButton id={item.sender} className={styles['name']} style={colour} focusable={isStop}>
              <bdi>{name}</bdi>
            </PersonButton>
            {clock}
          </div>
        )}
        <div className={styles['text']} dir="auto">
          {item.content.kind === 'unreadable' ? (
            <UnreadableView why={item.content.why} />
          ) : (
            <MessageText text={words} />
          )}
          {item.sender === me && (
            <span className={styles['tick']}>
              <OwnTick of={row.key} focusable={isStop} />
            </span>
          )}
        </div>
        {item.delivery.kind === 'failed' && <NotSent of={row.key} error={item.delivery.error} />}
      </div>
    </article>
  )
})

import { type KeyboardEvent, useMemo } from 'react'
import { Virtualizer } from 'virtua'
import { useClient } from '../../../engine/client-context.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { toComposer } from '../composer/to-composer.ts'
import { useDeeds } from '../deeds-context.ts'
import { useRoving } from '../list/use-roving.ts'
import { useReading } from '../reading/use-reading.ts'
import { useRoom } from '../room-context.ts'
import { isEntry } from '../rows/row.ts'
import { useRows } from '../rows/use-rows.ts'
import { TodayContext, useToday } from '../rows/use-today.ts'
import { JumpPill } from './jump-pill.tsx'
import { newsBelow } from './news-below.ts'
import { Opening } from './opening.tsx'
import type { Reveal } from './reveal.ts'
import { RowView } from './row-view.tsx'
import styles from './timeline-view.module.css'
import { useOpenAtNews } from './use-open-at-news.ts'
import { useOpened } from './use-opened.ts'
import { useScroll } from './use-scroll.ts'
import { useSteps } from './use-steps.ts'

interface Props {
  /** A place to show once it is loaded. */
  reveal: Reveal | null
  onJumpToEnd: () => void
  onRetry: () => void
}

/** The messages of a room. Only what is in view is on the page; the place one reads at stays where it is. */
export function TimelineView({ reveal, onJumpToEnd, onRetry }: Props) {
  const { handle, me, name } = useRoom()
  const today = useToday()
  const timeline = useReadable(handle.timeline)
  const { isOpen, unread } = useOpened(timeline, useReadable(useClient().connection))
  useOpenAtNews({ timeline, isOpen, unread, jumpTo: useDeeds().jumpTo })
  const drawn = useSteps(useRows(timeline, unread, me, today))
  const { rows } = drawn
  const { seen, saw } = useReading(handle)
  const scroll = useScroll({ handle, timeline, drawn, isOpen, reveal, saw })
  const stops = useMemo(() => rows.map((row) => (isEntry(row) ? row.key : null)), [rows])
  const roving = useRoving({ stops, first: 'end', scroller: scroll.scroller, list: scroll.list })
  const isEmpty = isOpen && !timeline.hasBefore && timeline.items.every(({ content }) => content.kind === 'membership')

  const jump = () => (timeline.hasAfter ? onJumpToEnd() : scroll.toEnd())
  const isShown = timeline.items.length > 0 || isOpen
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') toComposer(event.currentTarget)
    else roving.onKeyDown(event)
  }
  const keep = roving.stopIndex === -1 ? [] : [roving.stopIndex]
  return (
    <TodayContext value={today}>
      <div className={styles['frame']}>
        {!isShown && <Opening onRetry={onRetry} />}
        <div
          ref={scroll.scroller}
          id="messages"
          className={styles['scroller']}
          role="log"
          aria-live="off"
          aria-label={t('conversation.messagesLabel', { room: name })}
          aria-busy={timeline.loading !== null}
          hidden={!isShown}
          onKeyDown={press}
        >
          <div className={styles['filler']} />
          <Virtualizer
            key={drawn.generation}
            ref={scroll.list}
            scrollRef={scroll.scroller}
            data={rows}
            shift={drawn.shift}
            keepMounted={keep}
            onScroll={scroll.onScroll}
            onResize={scroll.onResize}
          >
            {(row) => (
              <RowView
                key={row.key}
                row={row}
                isStop={row.key === roving.stop}
                isRevealed={row.key === scroll.revealed}
                isEmpty={isEmpty}
                onFocusRow={roving.onFocusRow}
              />
            )}
          </Virtualizer>
        </div>
        {isShown && !scroll.atEnd && <JumpPill count={newsBelow(timeline, seen, me)} onJump={jump} />}
      </div>
    </TodayContext>
  )
}

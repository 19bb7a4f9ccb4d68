import type { JumpTarget } from '@parley/client'
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'
import { useClient } from '../../engine/client-context.ts'
import { InvitePeople } from '../members/invite-people.tsx'
import { MembersPanel } from '../members/members-panel.tsx'
import { ChangedBanner } from '../verification/changed-banner.tsx'
import { LiveRegion } from './announce/live-region.tsx'
import { Composer } from './composer/composer.tsx'
import { TypingLine } from './composer/typing-line.tsx'
import styles from './conversation.module.css'
import { type Deeds, DeedsContext } from './deeds-context.ts'
import { board } from './delivery/board.ts'
import { BoardContext } from './delivery/board-context.ts'
import { DateJump } from './dialogs/date-jump.tsx'
import { EditRoom } from './dialogs/edit-room.tsx'
import { ConversationHeader } from './header/conversation-header.tsx'
import { usePanel } from './panel.ts'
import { useRoom } from './room-context.ts'
import type { Reveal } from './timeline/reveal.ts'
import { TimelineView } from './timeline/timeline-view.tsx'
import { TroubleBanner } from './trouble-banner.tsx'
import { useIsEmpty } from './use-is-empty.ts'
import { useRoomDeeds } from './use-room-deeds.ts'
import { useWrite } from './use-write.ts'

const ChangedKeys = lazy(async () => ({ default: (await import('./dialogs/changed-keys.tsx')).ChangedKeys }))

interface Props {
  onBack?: (() => void) | undefined
  callButtons?: ReactNode
  banner?: ReactNode
}

type Window = 'invite' | 'edit' | 'date' | 'keys' | null

/** A room that I am in: its header, its messages, where one writes, and its people. */
export function RoomView({ onBack, callButtons, banner }: Props) {
  const client = useClient()
  const room = useRoom()
  const { handle, me, id } = room
  const [panel, setPanel] = usePanel()
  const [dialog, setDialog] = useState<Window>(null)
  const [reveal, setReveal] = useState<Reveal | null>(null)
  const isEmpty = useIsEmpty(handle)
  const close = useCallback(() => setDialog(null), [])
  const write = useWrite()

  const jumpTo = useCallback(
    async (target: JumpTarget) => {
      await handle.jumpTo(target)
      setReveal({ target })
    },
    [handle],
  )
  const deeds = useMemo<Deeds>(
    () => ({
      invite: () => setDialog('invite'),
      edit: () => setDialog('edit'),
      lookAtKeys: () => setDialog('keys'),
      jumpTo,
      write,
    }),
    [jumpTo, write],
  )
  const ticks = useMemo(() => {
    const others = () => (client.rooms.get().find((known) => known.id === id)?.members ?? 1) - 1
    return board(client, handle, me, others)
  }, [client, handle, me, id])
  const { entries, copyLink } = useRoomDeeds({ room, invite: deeds.invite, edit: deeds.edit })
  const toNewest = () => {
    const target: JumpTarget = { kind: 'newest' }
    if (handle.timeline.get().hasAfter) jumpTo(target).catch(() => undefined)
    else setReveal({ target })
  }
  const retry = () => {
    handle.close()
    handle.open()
  }
  return (
    <DeedsContext value={deeds}>
      <BoardContext value={ticks}>
        <div className={styles['conversation']} data-panel={panel || undefined}>
          <section className={styles['main']} aria-label={room.name}>
            <ConversationHeader
              onBack={onBack}
              callButtons={callButtons}
              showsMembers={panel}
              onMembers={() => setPanel(!panel)}
              onDateJump={() => setDialog('date')}
              entries={entries}
            />
            {banner}
            <TroubleBanner />
            <TimelineView reveal={reveal} onJumpToEnd={toNewest} onRetry={retry} />
            <ChangedBanner />
            <TypingLine />
            <Composer isFirst={isEmpty} onSent={toNewest} />
          </section>
          {panel && <MembersPanel onClose={() => setPanel(false)} />}
        </div>
        <LiveRegion />
        <InvitePeople open={dialog === 'invite'} onClose={close} onCopyLink={copyLink} />
        {dialog === 'edit' && <EditRoom open onClose={close} />}
        <Suspense>{dialog === 'keys' && <ChangedKeys open onClose={close} />}</Suspense>
        <DateJump open={dialog === 'date'} onClose={close} jumpTo={jumpTo} />
      </BoardContext>
    </DeedsContext>
  )
}

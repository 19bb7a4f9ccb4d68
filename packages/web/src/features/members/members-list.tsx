import type { Member } from '@parley/protocol'
import { useMemo, useRef } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { t } from '../../texts/text.ts'
import { useRoving } from '../conversation/list/use-roving.ts'
import { useRoom } from '../conversation/room-context.ts'
import { MemberRow } from './member-row.tsx'
import styles from './members-list.module.css'
import { type SectionName, sections } from './sections.ts'

type Line =
  | { readonly kind: 'section'; readonly key: string; readonly name: SectionName; readonly count: number }
  | { readonly kind: 'member'; readonly key: string; readonly member: Member }

/** The people of a room by role, then presence. */
export function MembersList({ members }: { members: readonly Member[] }) {
  const { me } = useRoom()
  const client = useClient()
  const live = useReadable(client.connection).kind === 'live'
  const known = useReadable(client.presence)
  const presence = live ? known : null
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<VirtualizerHandle>(null)
  const lines = useMemo(
    () =>
      sections(members, presence, me).flatMap((section): readonly Line[] => [
        { kind: 'section', key: section.name, name: section.name, count: section.members.length },
        ...section.members.map((member): Line => ({ kind: 'member', key: member.profile.id, member })),
      ]),
    [members, presence, me],
  )
  const stops = useMemo(() => lines.map((line) => (line.kind === 'member' ? line.key : null)), [lines])
  const roving = useRoving({ stops, first: 'start', scroller, list })
  return (
    <div ref={scroller} className={styles['scroller']}>
      <Virtualizer
        as="ul"
        item="li"
        ref={list}
        scrollRef={scroller}
        data={lines}
        keepMounted={roving.stopIndex < 0 ? [] : [roving.stopIndex]}
      >
        {(line) =>
          line.kind === 'section' ? (
            <h3 key={line.key} className={styles['section']} data-section={line.name}>
              <span>{t(`members.${line.name}`)}</span>
              <span className={styles['count']}>{line.count}</span>
            </h3>
          ) : (
            <MemberRow
              key={line.key}
              member={line.member}
              isStop={line.key === roving.stop}
              onFocusRow={roving.onFocusRow}
              onKeyDown={roving.onKeyDown}
            />
          )
        }
      </Virtualizer>
    </div>
  )
}

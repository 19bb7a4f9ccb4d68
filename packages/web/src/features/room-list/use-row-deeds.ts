import type { RoomItem } from '@parley/client'
import { CheckCheck, Link, LogOut } from 'lucide-react'
import { confirm } from '../../design/confirm.ts'
import { copyWithNotice } from '../../design/copy-with-notice.ts'
import type { MenuEntry } from '../../design/menu-entry.ts'
import { notify } from '../../design/toast.ts'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { pathOf } from '../../route/route.ts'
import { currentRoute, navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { roomName } from '../conversation/room-name.ts'

/** What the menu of a row in the list offers. */
export function useRowDeeds(room: RoomItem): () => readonly MenuEntry[] {
  const client = useClient()
  const copyLink = async () => {
    const link = new URL(pathOf({ page: 'room', room: room.id }), location.origin).href
    await copyWithNotice(link, t('conversation.linkCopied'))
  }
  const leave = async () => {
    const name = roomName(room)
    const question = {
      title: t('rooms.leaveTitle', { room: name }),
      body: t('rooms.leaveBody'),
      action: t('rooms.leave'),
    }
    if (!(await confirm({ ...question, danger: true }))) return
    try {
      await client.room(room.id).change({ kind: 'leave' })
      notify({ kind: 'done', text: t('rooms.left', { room: name }) })
      const route = currentRoute()
      if (route.page === 'room' && route.room === room.id) navigate({ page: 'home' }, { replace: true })
    } catch (error) {
      notify({ kind: 'error', text: errorWords(error) })
    }
  }
  const { id, head, unread } = room
  return () => [
    {
      label: t('rooms.markRead'),
      icon: CheckCheck,
      disabled: unread === 0,
      onSelect: () => client.room(id).markRead(head),
    },
    { label: t('rooms.copyLink'), icon: Link, onSelect: () => void copyLink() },
    'line',
    { label: t('rooms.leave'), icon: LogOut, danger: true, onSelect: () => void leave() },
  ]
}

import { Link, LogOut, Pencil, UserPlus } from 'lucide-react'
import { confirm } from '../../design/confirm.ts'
import { copyWithNotice } from '../../design/copy-with-notice.ts'
import type { MenuEntry } from '../../design/menu-entry.ts'
import { notify } from '../../design/toast.ts'
import { errorWords } from '../../engine/error-words.ts'
import { pathOf } from '../../route/route.ts'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import type { OpenRoom } from './room-context.ts'

interface Input {
  readonly room: OpenRoom
  readonly invite: () => void
  readonly edit: () => void
}

interface RoomDeeds {
  readonly entries: readonly MenuEntry[]
  readonly copyLink: () => void
}

/** What the menu of a room offers, by its kind and by my role. */
export function useRoomDeeds({ room, invite, edit }: Input): RoomDeeds {
  const copyLink = async () => {
    const link = new URL(pathOf({ page: 'room', room: room.id }), location.origin).href
    await copyWithNotice(link, t('conversation.linkCopied'))
  }
  const leave = async () => {
    const question = {
      title: t('rooms.leaveTitle', { room: room.name }),
      body: t('rooms.leaveBody'),
      action: t('rooms.leave'),
      danger: true,
    }
    if (!(await confirm(question))) return
    try {
      await room.handle.change({ kind: 'leave' })
      notify({ kind: 'done', text: t('rooms.left', { room: room.name }) })
      navigate({ page: 'home' }, { replace: true })
    } catch (error) {
      notify({ kind: 'error', text: errorWords(error) })
    }
  }

  const entries: MenuEntry[] = []
  if (room.kind !== 'direct') entries.push({ label: t('members.invite'), icon: UserPlus, onSelect: invite })
  entries.push({ label: t('rooms.copyLink'), icon: Link, onSelect: () => void copyLink() })
  if (room.kind !== 'direct' && room.role !== 'member') {
    entries.push({ label: t('conversation.roomDetails'), icon: Pencil, onSelect: edit })
  }
  entries.push('line', { label: t('rooms.leave'), icon: LogOut, danger: true, onSelect: () => void leave() })
  return { entries, copyLink: () => void copyLink() }
}

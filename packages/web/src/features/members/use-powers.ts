import type { Member, RoomRole } from '@parley/protocol'
import { Ban, Crown, Shield, User, UserMinus, UserX } from 'lucide-react'
import { confirm } from '../../design/confirm.ts'
import type { MenuDeed } from '../../design/menu-entry.ts'
import { notify } from '../../design/toast.ts'
import { attempt } from '../../engine/attempt.ts'
import { t } from '../../texts/text.ts'
import { useRoom } from '../conversation/room-context.ts'
import { type Power, powersOver } from './rank.ts'

type Run = () => Promise<unknown>

/** What can be done with somebody here, as menu entries; each asks first, and names who and what follows. */
export function usePowers(member: Member | undefined): readonly MenuDeed[] {
  const room = useRoom()
  if (member === undefined) return []
  const { handle } = room
  const { id: user, name } = member.profile
  const who = { name, room: room.name }

  const ask = async (title: string, body: string, action: string, run: Run, done: () => void): Promise<void> => {
    if (await confirm({ title, body, action, danger: true })) await attempt(run, done)
  }
  const setRole =
    (role: RoomRole): Run =>
    () =>
      handle.change({ kind: 'role', user, role })
  const told = (role: RoomRole) => () => notify({ kind: 'done', text: t('members.roleChanged', { name, role }) })
  const unban = () =>
    attempt(
      () => handle.change({ kind: 'unban', user }),
      () => notify({ kind: 'done', text: t('members.unbanned', { name }) }),
    )
  const removed = () => notify({ kind: 'done', text: t('members.removed', who) })
  const banned = () =>
    notify({
      kind: 'undo',
      text: t('members.banned', who),
      action: { label: t('members.unban'), run: () => void unban() },
    })
  const kick: Run = () => handle.change({ kind: 'kick', user })
  const ban: Run = () => handle.change({ kind: 'ban', user })

  const deeds: Readonly<Record<Power, MenuDeed>> = {
    makeOwner: {
      label: t('members.makeOwner'),
      icon: Crown,
      onSelect: () =>
        void ask(
          t('members.makeOwnerTitle', { name }),
          t('members.makeOwnerBody', who),
          t('members.makeOwnerAction', { name }),
          setRole('owner'),
          told('owner'),
        ),
    },
    makeModerator: {
      label: t('members.makeModerator'),
      icon: Shield,
      onSelect: () => void attempt(setRole('moderator'), told('moderator')),
    },
    makeMember: {
      label: t('members.makeMember'),
      icon: User,
      onSelect: () =>
        void ask(
          t('members.demoteTitle', { name }),
          t('members.demoteBody', who),
          t('members.demoteAction'),
          setRole('member'),
          told('member'),
        ),
    },
    withdraw: { label: t('members.withdraw'), icon: UserX, danger: true, onSelect: () => void attempt(kick, removed) },
    remove: {
      label: t('members.remove'),
      icon: UserMinus,
      danger: true,
      onSelect: () =>
        void ask(
          t('members.removeTitle', { name }),
          t('members.removeBody', who),
          t('members.removeAction', { name }),
          kick,
          removed,
        ),
    },
    ban: {
      label: t('members.ban'),
      icon: Ban,
      danger: true,
      onSelect: () =>
        void ask(
          t('members.banTitle', { name }),
          t('members.banBody', who),
          t('members.banAction', { name }),
          ban,
          banned,
        ),
    },
  }
  return powersOver(member, room).map((power) => deeds[power])
}

import type { CallInfo, RoomRole } from '@parley/protocol'
import { Ellipsis, MicOff, Spotlight, UserMinus } from 'lucide-react'
import { confirm } from '../../../design/confirm.ts'
import { IconButton } from '../../../design/icon-button.tsx'
import { Menu } from '../../../design/menu.tsx'
import type { MenuDeed } from '../../../design/menu-entry.ts'
import { notify } from '../../../design/toast.ts'
import { attempt } from '../../../engine/attempt.ts'
import { useClient } from '../../../engine/client-context.ts'
import { t } from '../../../texts/text.ts'
import { ranksBelow } from '../../members/rank.ts'
import type { Present } from './present.ts'
import { useRoleOf } from './use-role.ts'

interface Props {
  call: CallInfo
  person: Present
  name: string
  /** What I am in the room. */
  mine: RoomRole
}

/** What a moderator can do with somebody in a call: some of it with those of lower rank only. */
export function PersonDeeds({ call, person, name, mine }: Props) {
  const client = useClient()
  const role = useRoleOf(call.room, person.user)
  const isBelow = !person.isMe && role !== null && ranksBelow(role, mine)
  const isLit = call.spotlight === person.user
  const target = { call: call.id, user: person.user }
  const light = () =>
    attempt(
      () => client.call('calls.spotlight', { call: call.id, user: isLit ? null : person.user }),
      () => undefined,
    )
  const mute = () =>
    attempt(
      () => client.call('calls.mute', target),
      () => notify({ kind: 'info', text: t('call.muteAsked', { name }), id: 'call-mute-asked' }),
    )
  const remove = async (): Promise<void> => {
    const [title, body] = [t('call.removeTitle', { name }), t('call.removeBody', { name })]
    if (!(await confirm({ title, body, action: t('members.removeAction', { name }), danger: true }))) return
    await attempt(
      () => client.call('calls.remove', target),
      () => notify({ kind: 'done', text: t('call.removed', { name }) }),
    )
  }
  const ruling: readonly MenuDeed[] = [
    { label: t('call.mute'), icon: MicOff, disabled: person.voice !== 'on', onSelect: () => void mute() },
    { label: t('call.remove'), icon: UserMinus, danger: true, onSelect: () => void remove() },
  ]
  const entries: readonly MenuDeed[] = [
    { label: t(isLit ? 'call.dim' : 'call.light'), icon: Spotlight, onSelect: () => void light() },
    ...(isBelow ? ruling : []),
  ]
  const label = t('members.actionsOf', { name })
  return (
    <Menu label={label} entries={entries} align="end">
      {(opener) => <IconButton {...opener} size="sm" icon={Ellipsis} label={label} />}
    </Menu>
  )
}

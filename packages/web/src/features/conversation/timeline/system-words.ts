import type { TimelineItem } from '@parley/client'
import type { MembershipChange } from '@parley/protocol'
import { t } from '../../../texts/text.ts'

type NameOf = (id: string) => string

const one = (change: MembershipChange, sender: string, nameOf: NameOf): string => {
  const name = nameOf(sender)
  switch (change.kind) {
    case 'created':
      return t('conversation.systemCreated', { name })
    case 'renamed':
      return t('conversation.systemChanged', { name })
    case 'history':
      return t('conversation.systemHistory', { name, history: change.history })
    case 'line':
      return t('conversation.systemLine', { name })
    case 'sealed':
      return t('conversation.systemSealed')
    case 'joined':
      return t('conversation.systemJoined', { name: nameOf(change.user) })
    case 'left':
      return t('conversation.systemLeft', { name: nameOf(change.user) })
    case 'invited':
      return t('conversation.systemInvited', { name, person: nameOf(change.user) })
    case 'declined':
      return t('conversation.systemDeclined', { name: nameOf(change.user) })
    case 'kicked':
      return t('conversation.systemKicked', { name, person: nameOf(change.user) })
    case 'banned':
      return t('conversation.systemBanned', { name, person: nameOf(change.user) })
    case 'unbanned':
      return t('conversation.systemUnbanned', { name, person: nameOf(change.user) })
    case 'role':
      return t('conversation.systemRole', { name, person: nameOf(change.user), role: change.role })
  }
}

/** What the server wrote, in one sentence; several of one kind together. */
export function systemWords(items: readonly TimelineItem[], nameOf: NameOf): string {
  const [first] = items
  if (first?.content.kind !== 'membership') return ''
  const { change } = first.content
  const count = items.length - 1
  if (count === 0 || !('user' in change)) return one(change, first.sender, nameOf)
  const name = nameOf(change.user)
  switch (change.kind) {
    case 'joined':
      return t('conversation.systemJoinedMany', { name, count })
    case 'left':
      return t('conversation.systemLeftMany', { name, count })
    case 'declined':
      return t('conversation.systemDeclinedMany', { name, count })
    case 'invited':
      return t('conversation.systemInvitedMany', { name: nameOf(first.sender), count: items.length })
    default:
      return one(change, first.sender, nameOf)
  }
}

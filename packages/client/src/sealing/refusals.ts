import type { Refusal } from '@parley/e2ee/membership'
import type { ErrorCode } from '@parley/protocol'

/** What a person is told when the room's own rules refuse what they want to do. */
export function codeOf(why: Refusal): ErrorCode {
  switch (why) {
    case 'not-a-member':
      return 'not_a_member'
    case 'other-identity':
      return 'identity_changed'
    case 'not-allowed':
      return 'forbidden'
    case 'last-owner':
      return 'last_owner'
    case 'wrong-subject':
      return 'not_found'
    case 'banned':
      return 'banned'
    case 'bad-link':
      return 'invite_used_up'
    case 'malformed':
    case 'wrong-room':
    case 'wrong-index':
    case 'wrong-prev':
      return 'stale'
  }
}

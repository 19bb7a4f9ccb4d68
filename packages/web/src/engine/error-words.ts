import { type ErrorCode, ParleyError } from '@parley/protocol'
import type { TextKey } from '../texts/catalogue.ts'
import { t } from '../texts/text.ts'

const words: Partial<Record<ErrorCode, TextKey>> = {
  unavailable: 'errors.unreachable',
  busy: 'errors.busy',
  device_full: 'errors.deviceFull',
  draining: 'errors.restarting',
  rate_limited: 'errors.tooFast',
  forbidden: 'errors.notAllowed',
  not_a_member: 'errors.notMember',
  not_found: 'errors.nothingHere',
  banned: 'errors.banned',
  last_owner: 'errors.lastOwner',
  last_way_in: 'errors.lastWayIn',
  stale: 'errors.stale',
  overtaken: 'errors.overtaken',
  too_large: 'errors.tooLarge',
  internal: 'errors.serverFault',
  no_keys: 'errors.noKeys',
  no_identity: 'errors.noIdentity',
  identity_changed: 'errors.identityChanged',
  stranger_in_room: 'errors.strangerInRoom',
  room_forked: 'errors.roomForked',
  room_incomplete: 'errors.roomIncomplete',
  room_set_back: 'errors.roomSetBack',
  wrong_line: 'errors.wrongLine',
  wrong_recovery_key: 'errors.wrongRecoveryKey',
  sign_in_again: 'errors.signInAgain',
  call_locked: 'errors.callLocked',
}

/** The code of an error that the engine answered with. */
export function codeOf(error: unknown): ErrorCode {
  return error instanceof ParleyError ? error.code : 'internal'
}

/** What went wrong and what to do, in the language of the person. */
export function errorWords(error: unknown): string {
  if (!(error instanceof ParleyError)) return t('errors.partStopped')
  const key = words[error.code] as 'errors.unreachable' | undefined
  return key === undefined ? error.message : t(key)
}

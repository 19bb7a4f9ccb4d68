import { call, device, preJoin, ring, voice } from './en/calls.ts'
import { common } from './en/common.ts'
import { connection } from './en/connection.ts'
import { composer, conversation, delivery, unreadable } from './en/conversation.ts'
import { empty, errors } from './en/errors.ts'
import { firstRun, invite } from './en/first-run.ts'
import { direct, members, presence } from './en/members.ts'
import { profile } from './en/profile.ts'
import { confirmDevice, newKeys, recovery } from './en/recovery.ts'
import { keys, rooms } from './en/rooms.ts'
import { sees, sessions, settings } from './en/settings.ts'
import { signIn } from './en/sign-in.ts'
import { keyring, time, trust } from './en/trust.ts'
import { verification } from './en/verification.ts'

/** Every English text, by area. */
export const en = {
  call,
  common,
  composer,
  confirmDevice,
  connection,
  conversation,
  delivery,
  device,
  direct,
  empty,
  errors,
  firstRun,
  invite,
  keyring,
  keys,
  members,
  newKeys,
  preJoin,
  voice,
  presence,
  profile,
  recovery,
  ring,
  rooms,
  sees,
  sessions,
  settings,
  signIn,
  time,
  trust,
  unreadable,
  verification,
} as const

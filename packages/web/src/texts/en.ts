import { call, device, preJoin, ring } from './en/calls.ts'
import { common } from './en/common.ts'
import { connection } from './en/connection.ts'
import { composer, conversation, delivery } from './en/conversation.ts'
import { empty, errors } from './en/errors.ts'
import { firstRun, invite } from './en/first-run.ts'
import { direct, members, presence } from './en/members.ts'
import { keys, rooms } from './en/rooms.ts'
import { sessions, settings } from './en/settings.ts'
import { signIn } from './en/sign-in.ts'
import { time, trust } from './en/trust.ts'

/** Every English text, by area. */
export const en = {
  call,
  common,
  composer,
  connection,
  conversation,
  delivery,
  device,
  direct,
  empty,
  errors,
  firstRun,
  invite,
  keys,
  members,
  preJoin,
  presence,
  ring,
  rooms,
  sessions,
  settings,
  signIn,
  time,
  trust,
} as const

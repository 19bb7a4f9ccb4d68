import { account, invites } from './account.ts'
import { devices } from './devices.ts'
import type { FieldGroup } from './field.ts'
import { keys } from './keys.ts'
import { calls, operation, passing } from './passing.ts'
import { publicRooms, rooms } from './rooms.ts'
import { messages, sealedRooms } from './sealed-rooms.ts'

/**
 * Everything that the server stores or handles about people, and what it cannot read: the one table behind the page
 * "What this server can see". A test compares its columns with those of the store. English; translations go by `key`.
 */
export const clearFields: readonly FieldGroup[] = [
  sealedRooms,
  messages,
  rooms,
  publicRooms,
  calls,
  account,
  devices,
  keys,
  invites,
  passing,
  operation,
]

export type { ClearField, FieldGroup, Sight } from './field.ts'

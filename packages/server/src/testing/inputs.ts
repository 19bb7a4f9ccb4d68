import type { CommandName, InputOf, SealedLine } from '@parley/protocol'
import { passwordOf } from './person.ts'

/** Whom and what the inputs of commands speak about. */
export interface Subjects {
  /** Handle of the caller, or of somebody. */
  readonly handle: string
  readonly room: string
  /** Somebody whom the caller may act on in the room. */
  readonly target: string
  /** An id that was not used before. */
  readonly fresh: string
  /** What a change of the room says in its membership log, if it is sealed. */
  readonly line?: SealedLine
}

type Inputs = { readonly [N in CommandName]: (subjects: Subjects) => InputOf<N> }

const nothing = () => ({})
const inRoom = ({ room }: Subjects) => ({ room })
const onTarget = ({ room, target, line }: Subjects) => ({ room, user: target, line })
const someLine = { index: 1, body: 'l' }
const onCall = ({ fresh }: Subjects) => ({ call: fresh })
const open = { kind: 'open' } as const
const ceremony = ({ fresh }: Subjects) => ({ ceremony: fresh, response: {} })
const bcrypt = `$2b$04$${'a'.repeat(53)}`
const sealedSession = { room: 'A'.repeat(22), session: 's', index: 0, forwarded: 0, verified: true, data: 'd' }

/** An input that fits the schema, for every declared command: one without does not compile. */
export const inputs: Inputs = {
  'server.info': nothing,
  'connection.frame': ({ fresh }) => ({ connection: fresh, frame: { type: 'beat' } }),
  'accounts.check-handle': ({ handle }) => ({ handle }),
  'accounts.check-admission': () => ({ admission: open }),
  'accounts.register': ({ handle }) => ({
    handle,
    name: 'N',
    password: passwordOf(handle),
    admission: open,
    device: '',
  }),
  'accounts.register-guest': ({ fresh }) => ({ name: 'N', token: fresh, device: '' }),
  'passkeys.register-begin': ({ handle }) => ({ handle, name: 'N', admission: open }),
  'passkeys.register-finish': (subjects) => ({ ...ceremony(subjects), device: '' }),
  'passkeys.sign-in-begin': nothing,
  'passkeys.sign-in-finish': (subjects) => ({ ...ceremony(subjects), device: '' }),
  'passkeys.add-begin': nothing,
  'passkeys.add-finish': ceremony,
  'passkeys.list': nothing,
  'passkeys.remove': () => ({ passkey: 'p' }),
  'accounts.change-password': ({ handle }) => ({ current: passwordOf(handle), next: passwordOf(handle) }),
  'accounts.import': ({ fresh }) => ({ handle: `x${fresh.slice(-8)}x`, name: 'N', bcrypt }),
  'users.me': nothing,
  'users.update': () => ({ name: 'N' }),
  'users.settings': () => ({ settings: { invisible: false, typing: true, receipts: true, reports: true } }),
  'users.get': ({ target }) => ({ users: [target] }),
  'users.search': () => ({ text: 'a' }),
  'server.settings': () => ({ name: 'Parley', registration: 'open' }),
  'sessions.sign-in': ({ handle }) => ({ handle, password: passwordOf(handle), device: '' }),
  'sessions.refresh': nothing,
  'sessions.ticket': nothing,
  'sessions.list': nothing,
  'sessions.revoke': ({ fresh }) => ({ device: fresh }),
  'sessions.revoke-others': nothing,
  'sessions.sign-out': nothing,
  'invites.create': () => ({ for: 'account', room: null, uses: 1, hours: 1 }),
  'invites.accept': ({ fresh }) => ({ token: fresh }),
  'invites.list': nothing,
  'invites.revoke': ({ fresh }) => ({ invite: fresh }),
  'rooms.create': ({ fresh }) => ({ id: fresh, kind: 'private', genesis: 'g', lines: ['l'] }),
  'rooms.direct': ({ target, fresh }) => ({ users: [target], id: fresh, genesis: 'g' }),
  'rooms.seal': ({ room }) => ({ room, head: 0, genesis: 'g', lines: ['l'] }),
  'rooms.directory': () => ({ text: '' }),
  'rooms.get': inRoom,
  'rooms.join': ({ fresh }) => ({ room: fresh }),
  'rooms.leave': ({ fresh }) => ({ room: fresh }),
  'rooms.invite': onTarget,
  'rooms.kick': onTarget,
  'rooms.ban': onTarget,
  'rooms.unban': onTarget,
  'rooms.set-role': ({ room, target, line }) => ({ room, user: target, role: 'moderator', line }),
  'rooms.set-history': ({ room, line = someLine }) => ({ room, history: 'shared', line }),
  'rooms.update': ({ room }) => ({ room, name: 'N', topic: '' }),
  'rooms.members': ({ room }) => ({ room, after: null }),
  'rooms.admit': ({ room, target, line = someLine }) => ({ room, user: target, line }),
  'rooms.write-line': ({ room, line = someLine }) => ({ room, line }),
  'rooms.lines': ({ room }) => ({ room, after: 0 }),
  'messages.send': ({ room, fresh }) => ({ room, id: fresh, kind: 'message', body: 'b' }),
  'messages.history': ({ room }) => ({ room, at: { kind: 'newest' }, limit: 1 }),
  'marks.set': ({ room }) => ({ room, delivered: 0, read: 0 }),
  'marks.list': inRoom,
  'inbox.ack': () => ({ seq: 0 }),
  'presence.set': () => ({ state: 'online' }),
  'presence.room': inRoom,
  'typing.set': ({ room }) => ({ room, typing: false }),
  'calls.start': ({ room }) => ({ room, media: 'audio' }),
  'calls.join': onCall,
  'calls.decline': ({ fresh }) => ({ call: fresh, reason: 'declined' }),
  'calls.leave': onCall,
  'calls.reroute': onCall,
  'calls.renew': ({ fresh, room }) => ({ call: fresh, room, media: 'audio' }),
  'calls.remove': ({ fresh, target }) => ({ call: fresh, user: target }),
  'calls.lock': ({ fresh }) => ({ call: fresh, locked: true }),
  'calls.spotlight': ({ fresh, target }) => ({ call: fresh, user: target }),
  'calls.mute': ({ fresh, target }) => ({ call: fresh, user: target }),
  'keys.publish': () => ({ oneTime: [{ id: 'k', key: 'K' }], fallback: [{ id: 'f', key: 'F' }] }),
  'keys.identity': () => ({ master: 'M', selfSigning: 'S', userSigning: 'U' }),
  'keys.sign': ({ target }) => ({ signatures: [{ user: target, target: 'M', key: 'K', signature: 'S' }] }),
  'keys.query': ({ target }) => ({ users: [target] }),
  'keys.claim': ({ target, fresh }) => ({ devices: [{ user: target, device: fresh }] }),
  'keys.state': nothing,
  'keys.changes': () => ({ since: 0 }),
  'inbox.send': ({ target, fresh }) => ({ messages: [{ user: target, device: fresh, body: 'b' }] }),
  'backups.create': () => ({ algorithm: 'a', auth: 'b' }),
  'backups.current': nothing,
  'backups.put': () => ({ version: '1', sessions: [sealedSession] }),
  'backups.get': ({ room }) => ({ version: '1', room, session: 's', after: '' }),
  'backups.remove': () => ({ version: '1' }),
  'reports.unreadable': () => ({ counts: [{ why: 'no-key', count: 1 }] }),
  'secrets.put': () => ({ name: 'n', body: 'b' }),
  'secrets.get': () => ({ name: 'n' }),
  'profiles.put': () => ({ version: 1, sealed: { body: 'b', key: 'k' } }),
  'profiles.get': ({ target }) => ({ people: [{ user: target, version: 0 }] }),
  'calls.signal': ({ fresh }) => ({ call: fresh, device: fresh, body: 'b' }),
}

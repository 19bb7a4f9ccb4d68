import type { InputOf, OutputOf, RoomSummary } from '@parley/protocol'
import type { Backend, SignInCommand } from './backend.ts'
import type { Auth, Client, NewInvite, RoomHandle } from './client.ts'
import { roomOver } from './room-handle.ts'

function authOver(backend: Backend): Auth {
  const signIn = (name: SignInCommand) => async (input: object) =>
    void (await backend.run({ do: 'sign-in', name, input }))
  return {
    register: signIn('accounts.register'),
    registerGuest: signIn('accounts.register-guest'),
    signIn: signIn('sessions.sign-in'),
    passkeyRegisterFinish: signIn('passkeys.register-finish'),
    passkeySignInFinish: signIn('passkeys.sign-in-finish'),
    passkeyRegisterBegin: async (input: InputOf<'passkeys.register-begin'>) =>
      (await backend.run({
        do: 'call',
        name: 'passkeys.register-begin',
        input,
      })) as OutputOf<'passkeys.register-begin'>,
    passkeySignInBegin: async () =>
      (await backend.run({
        do: 'call',
        name: 'passkeys.sign-in-begin',
        input: {},
      })) as OutputOf<'passkeys.sign-in-begin'>,
    signOut: async () => (await backend.run({ do: 'sign-out' })) as { readonly told: boolean },
    refresh: async () => void (await backend.run({ do: 'refresh' })),
  }
}

/** The client that screens and bots use, over whatever brings it to the engine. */
export function clientOver(backend: Backend): Client {
  const handles = new Map<string, RoomHandle>()
  return {
    session: backend.readable('session', ''),
    connection: backend.readable('connection', ''),
    rooms: backend.readable('rooms', ''),
    people: backend.readable('people', ''),
    cards: backend.readable('cards', ''),
    myProfile: backend.readable('myProfile', ''),
    setProfile: async (fields) => void (await backend.run({ do: 'set-profile', fields })),
    presence: backend.readable('presence', ''),
    calls: backend.readable('calls', ''),
    keyring: backend.readable('keyring', ''),
    verifications: backend.readable('verifications', ''),
    trust: backend.readable('trust', ''),
    auth: authOver(backend),
    room(id) {
      const known = handles.get(id)
      if (known) return known
      const handle = roomOver(backend, id)
      handles.set(id, handle)
      return handle
    },
    makeRecoveryKey: async () => (await backend.run({ do: 'make-recovery-key' })) as string,
    recover: async (key) => void (await backend.run({ do: 'recover', key })),
    takePasskey: async (touch) => (await backend.run({ do: 'take-passkey', ...touch })) as boolean,
    verifyDevice: async (device) => (await backend.run({ do: 'verify-own', device })) as string,
    verifyPerson: async (user) => (await backend.run({ do: 'verify-person', user })) as string,
    verificationStep: async (id, step) => void (await backend.run({ do: 'verification-step', id, step })),
    scanCode: async (id, code) => (await backend.run({ do: 'scan-code', id, code })) as boolean,
    acceptChange: async (user) => void (await backend.run({ do: 'accept-change', user })),
    startOver: async () => void (await backend.run({ do: 'start-over' })),
    createRoom: async (room) => {
      const made = (await backend.run({ do: 'create', room, id: room.id ?? backend.newId() })) as RoomSummary
      return made.id
    },
    direct: async (users) => {
      const made = (await backend.run({ do: 'direct', users, id: backend.newId() })) as RoomSummary
      return made.id
    },
    makeInvite: async (wish) => (await backend.run({ do: 'make-invite', wish })) as NewInvite,
    withdrawInvite: async (invite, room) => void (await backend.run({ do: 'withdraw-invite', invite, room })),
    call: async (name, input) => (await backend.run({ do: 'call', name, input })) as OutputOf<typeof name>,
    signal: async (to, body) => void (await backend.run({ do: 'signal', ...to, body })),
    callCode: async (call) => (await backend.run({ do: 'call-code', call })) as string,
    onSignal: (listener) => backend.onSignal(listener),
    onMessage: (listener) => backend.onMessage(listener),
    onRuling: (listener) => backend.onRuling(listener),
    reconnect: () => void backend.run({ do: 'reconnect' }).catch(() => undefined),
    close: () => backend.close(),
    [Symbol.asyncDispose]: () => backend.close(),
  }
}

import { z } from 'zod'
import { account, anyone, command, credentials, owner, session, units } from '../command.ts'
import { Id } from '../id.ts'
import { DisplayName, Grant, Handle, PrivacySettings, Profile, Registration } from '../shapes.ts'

const Password = z.string().min(1).max(1024)
/** From an owner link, an invite link, or absent where registration is open. */
const Admission = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('owner'), token: z.string().max(128) }),
  z.strictObject({ kind: z.literal('invite'), token: z.string().max(128) }),
  z.strictObject({ kind: z.literal('open') }),
])
const admissionErrors = ['owner_link_spent', 'invite_needed', 'invite_used_up'] as const
const handleErrors = ['handle_taken', 'handle_look_alike', 'handle_not_allowed'] as const
const DeviceName = z.string().max(80)
/** A WebAuthn structure as @simplewebauthn/browser takes and gives it; checked by the verifier. */
const WebAuthn = z.record(z.string(), z.json())
/** What a ceremony was begun for, sealed by the server for itself. */
const Ceremony = z.string().min(1).max(4096)

export const checkHandle = command({
  name: 'accounts.check-handle',
  doc: 'Whether a handle may be registered, while it is being typed.',
  who: anyone,
  cost: units(2),
  input: z.strictObject({ handle: Handle }),
  output: z.object({ verdict: z.enum(['free', ...handleErrors]) }),
  errors: [],
})

export const checkAdmission = command({
  name: 'accounts.check-admission',
  doc: 'What an owner link or invitation is good for, before it is used.',
  who: anyone,
  cost: units(5),
  input: z.strictObject({ admission: Admission }),
  output: z.object({
    good: z.boolean(),
    for: z.enum(['owner', 'account', 'guest']),
    room: z.object({ id: Id, name: z.string() }).nullable(),
    invitedBy: z.string().nullable(),
  }),
  errors: [],
})

export const register = command({
  name: 'accounts.register',
  doc: 'Makes an account with handle and password, and signs in. `bot`: a program will use it, and everybody sees so; it cannot own the server.',
  who: anyone,
  cost: credentials,
  over: 'http',
  input: z.strictObject({
    handle: Handle,
    name: DisplayName,
    password: Password,
    admission: Admission,
    device: DeviceName,
    bot: z.boolean().optional(),
  }),
  output: Grant,
  errors: [...admissionErrors, ...handleErrors, 'password_too_short', 'password_too_common', 'busy'],
})

export const registerGuest = command({
  name: 'accounts.register-guest',
  doc: 'Lets a guest in by invite link, with a nickname only.',
  who: anyone,
  cost: credentials,
  over: 'http',
  input: z.strictObject({ name: DisplayName, token: z.string().max(128), device: DeviceName }),
  output: Grant,
  errors: ['invite_used_up'],
})

export const passkeyRegisterBegin = command({
  name: 'passkeys.register-begin',
  doc: 'First half of making an account with a passkey: options for navigator.credentials.create (WebAuthn Level 3 §5.1.3).',
  who: anyone,
  cost: credentials,
  over: 'http',
  input: z.strictObject({ handle: Handle, name: DisplayName, admission: Admission }),
  output: z.object({ ceremony: Ceremony, options: WebAuthn }),
  errors: [...admissionErrors, ...handleErrors],
})

export const passkeyRegisterFinish = command({
  name: 'passkeys.register-finish',
  doc: 'Second half: makes the account and signs in.',
  who: anyone,
  cost: credentials,
  over: 'http',
  input: z.strictObject({ ceremony: Ceremony, response: WebAuthn, device: DeviceName }),
  output: Grant,
  errors: [...admissionErrors, ...handleErrors, 'passkey_refused'],
})

export const passkeySignInBegin = command({
  name: 'passkeys.sign-in-begin',
  doc: 'First half of signing in with a discoverable passkey: options for navigator.credentials.get.',
  who: anyone,
  cost: credentials,
  over: 'http',
  input: z.strictObject({}),
  output: z.object({ ceremony: Ceremony, options: WebAuthn }),
  errors: [],
})

export const passkeySignInFinish = command({
  name: 'passkeys.sign-in-finish',
  doc: 'Second half: signs in.',
  who: anyone,
  cost: credentials,
  over: 'http',
  input: z.strictObject({ ceremony: Ceremony, response: WebAuthn, device: DeviceName }),
  output: Grant,
  errors: ['passkey_refused'],
})

export const passkeyAddBegin = command({
  name: 'passkeys.add-begin',
  doc: 'First half of adding a passkey to the account.',
  who: account,
  cost: units(5),
  input: z.strictObject({}),
  output: z.object({ ceremony: Ceremony, options: WebAuthn }),
  errors: [],
})

export const passkeyAddFinish = command({
  name: 'passkeys.add-finish',
  doc: 'Second half: stores the passkey.',
  who: account,
  cost: units(5),
  input: z.strictObject({ ceremony: Ceremony, response: WebAuthn }),
  output: z.object({}),
  errors: ['passkey_refused'],
})

export const listPasskeys = command({
  name: 'passkeys.list',
  doc: 'My passkeys, the newest first. `opens`: whether the secret `passkey.<id>` is there, which this passkey opens.',
  who: session,
  cost: units(1),
  input: z.strictObject({}),
  output: z.object({
    passkeys: z.array(z.object({ id: z.string(), createdAt: z.int(), usedAt: z.int(), opens: z.boolean() })),
  }),
  errors: [],
})

export const removePasskey = command({
  name: 'passkeys.remove',
  doc: 'Takes a passkey off the account, and with it the secret that it opens. The last way in stays.',
  who: account,
  cost: units(5),
  input: z.strictObject({ passkey: z.string().min(1).max(1400) }),
  output: z.object({}),
  errors: ['not_found', 'last_way_in'],
})

export const changePassword = command({
  name: 'accounts.change-password',
  doc: 'Sets a new password and signs out every other session. `current` is null where the account has none yet.',
  who: account,
  cost: credentials,
  input: z.strictObject({ current: Password.nullable(), next: Password }),
  output: z.object({}),
  errors: ['wrong_credentials', 'password_too_short', 'password_too_common', 'busy'],
})

export const importAccount = command({
  name: 'accounts.import',
  doc: 'Brings over an account with its bcrypt hash, which is replaced by Argon2id at the first sign-in.',
  who: owner,
  cost: units(5),
  input: z.strictObject({
    handle: Handle,
    name: DisplayName,
    bcrypt: z.string().regex(/^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/),
  }),
  output: z.object({ user: Id }),
  errors: handleErrors,
})

export const me = command({
  name: 'users.me',
  doc: 'Who I am on this server.',
  who: session,
  cost: units(1),
  get: '/api/users/me',
  input: z.strictObject({}),
  output: z.object({ profile: Profile, settings: PrivacySettings, passkeys: z.int(), hasPassword: z.boolean() }),
  errors: [],
})

export const updateMe = command({
  name: 'users.update',
  doc: 'Changes my display name.',
  who: session,
  cost: units(5),
  input: z.strictObject({ name: DisplayName }),
  output: z.object({ profile: Profile }),
  errors: [],
})

export const settingsSet = command({
  name: 'users.settings',
  doc: 'Sets what others may see of me: invisible mode, typing, read marks; and whether my devices count what they cannot read.',
  who: session,
  cost: units(5),
  input: z.strictObject({
    settings: z.strictObject({
      invisible: z.boolean(),
      typing: z.boolean(),
      receipts: z.boolean(),
      reports: z.boolean(),
    }),
  }),
  output: z.object({}),
  errors: [],
})

export const getUsers = command({
  name: 'users.get',
  doc: 'Profiles by id; unknown ids are left out.',
  who: session,
  cost: units(1),
  input: z.strictObject({ users: z.array(Id).max(100) }),
  output: z.object({ users: z.array(Profile) }),
  errors: [],
})

export const searchUsers = command({
  name: 'users.search',
  doc: 'People of this server whose handle or name begins with a text, at most 20.',
  who: account,
  cost: units(3),
  input: z.strictObject({ text: z.string().trim().max(64) }),
  output: z.object({ users: z.array(Profile) }),
  errors: [],
})

export const serverSettings = command({
  name: 'server.settings',
  doc: 'Sets the name of the server and who may register.',
  who: owner,
  cost: units(5),
  input: z.strictObject({ name: z.string().trim().min(1).max(64), registration: Registration }),
  output: z.object({}),
  errors: [],
})

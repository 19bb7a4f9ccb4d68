import { type OutputOf, ParleyError } from '@parley/protocol'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Origins } from '../../gateway/origins.ts'
import type { NewPasskey } from '../../ports/storage/accounts.ts'
import type { Admission } from './admissions.ts'
import type { HandleForms } from './handle.ts'

/** Loaded at the first ceremony: the library takes 15 MB and a third of a second, and a start needs none of it. */
const webAuthn = () => import('@simplewebauthn/server')

interface Registering {
  readonly kind: 'register'
  readonly user: string
  readonly handle: HandleForms
  readonly name: string
  readonly admission: Admission
}

/** What a ceremony was begun for. Its challenge is good for one answer. */
export type Ceremony = { readonly challenge: string } & (
  | Registering
  | { readonly kind: 'add'; readonly user: string }
  | { readonly kind: 'sign-in' }
)

/** A WebAuthn structure as it travels. */
export type Structure = OutputOf<'passkeys.add-begin'>['options']
interface Options {
  readonly challenge: string
  readonly options: Structure
}

/** The address that browsers show: passkeys are bound to its name (WebAuthn Level 3 §5.1.2). */
const relyingParty = 'localhost'
const timeout = 300_000
/** Ed25519, ES256, RS256 (RFC 9053 §2, RFC 8812 §2): what authenticators have. */
const algorithms = [-8, -7, -257]

const travelling = <T extends { readonly challenge: string }>(options: T): Options => ({
  challenge: options.challenge,
  options: options as unknown as Structure,
})

export interface PasskeyOwner {
  readonly user: string
  readonly handle: string
  readonly name: string
}

/**
 * Options for making a passkey that can be found without a handle and that knows its person.
 * @param server name that the browser shows
 * @param known passkeys of the account: one authenticator holds one only
 */
export async function creationOptions(
  server: string,
  { user, handle, name }: PasskeyOwner,
  known: readonly Pick<NewPasskey, 'id' | 'transports'>[],
): Promise<Options> {
  const { generateRegistrationOptions } = await webAuthn()
  const options = await generateRegistrationOptions({
    rpName: server,
    rpID: relyingParty,
    userID: new Uint8Array(Buffer.from(user)),
    userName: handle,
    userDisplayName: name,
    timeout,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return travelling(options)
}

/** Options for signing in with any passkey of this server. */
export async function requestOptions(): Promise<Options> {
  const { generateAuthenticationOptions } = await webAuthn()
  return travelling(await generateAuthenticationOptions({ rpID: relyingParty, timeout, userVerification: 'required' }))
}

/** Whatever the library finds wrong with a structure from outside is one answer. */
async function refusing<T>(work: () => Promise<T | null>): Promise<T> {
  try {
    const result = await work()
    if (result !== null) return result
  } catch (error) {
    throw new ParleyError('passkey_refused', { cause: error })
  }
  throw new ParleyError('passkey_refused')
}

/** The passkey that was made. Throws `passkey_refused`. */
export async function createdPasskey(challenge: string, response: Structure, origins: Origins): Promise<NewPasskey> {
  return await refusing(async () => {
    const { verifyRegistrationResponse } = await webAuthn()
    const { registrationInfo } = await verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: [...origins.all()],
      expectedRPID: relyingParty,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
    if (!registrationInfo) return null
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential
    return { id, publicKey, counter, transports }
  })
}

/** The new counter of a passkey that proved itself. Throws `passkey_refused`. */
export async function provenCounter(
  challenge: string,
  response: Structure,
  passkey: NewPasskey,
  origins: Origins,
): Promise<number> {
  return await refusing(async () => {
    const { verifyAuthenticationResponse } = await webAuthn()
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as unknown as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: [...origins.all()],
      expectedRPID: relyingParty,
      credential: { id: passkey.id, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
      requireUserVerification: true,
    })
    return verified ? authenticationInfo.newCounter : null
  })
}

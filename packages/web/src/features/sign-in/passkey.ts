import type { Client, PasskeyTouch } from '@parley/client'
import { type InputOf, toBase64url } from '@parley/protocol'
import type {
  PublicKeyCredentialCreationOptionsJSON as Creation,
  PublicKeyCredentialRequestOptionsJSON as Request,
} from '@simplewebauthn/browser'
import { settleLater, spend } from './passkey-in-hand.ts'
import { derivation, takeApart } from './passkey-output.ts'

/** Whether this browser can keep passkeys at this address. */
export const hasPasskeys = (): boolean => typeof PublicKeyCredential === 'function' && isSecureContext

/** The person or the device said no to the passkey. */
export const isCancelled = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')

const ceremonies = () => import('@simplewebauthn/browser')

/** Options from the server, with the wish that the authenticator derives something for this page. */
async function asking<T>(options: unknown): Promise<T> {
  const given = options as { extensions?: object }
  return { ...given, extensions: { ...given.extensions, ...(await derivation()) } } as T
}

async function create(options: unknown) {
  const { startRegistration } = await ceremonies()
  return takeApart(await startRegistration({ optionsJSON: await asking<Creation>(options) }))
}

async function get(options: unknown) {
  const { startAuthentication } = await ceremonies()
  return takeApart(await startAuthentication({ optionsJSON: await asking<Request>(options) }))
}

/** Makes an account whose way in is a passkey of this device, which opens the messages too if it can. */
export async function registerWithPasskey(client: Client, input: InputOf<'passkeys.register-begin'>): Promise<void> {
  const { ceremony, options } = await client.auth.passkeyRegisterBegin(input)
  const { answer, touch } = await create(options)
  await client.auth.passkeyRegisterFinish({ ceremony, response: answer })
  settleLater(client, touch)
}

/** Signs in with whichever passkey the person chooses, and confirms this device by it if it can. */
export async function signInWithPasskey(client: Client): Promise<void> {
  const { ceremony, options } = await client.auth.passkeySignInBegin()
  const { answer, touch } = await get(options)
  await client.auth.passkeySignInFinish({ ceremony, response: answer })
  settleLater(client, touch)
}

/** Adds a passkey of this device to the account that is signed in. Answers whether it opens the messages too. */
export async function addPasskey(client: Client): Promise<boolean> {
  const { ceremony, options } = await client.call('passkeys.add-begin', {})
  const { answer, touch } = await create(options)
  await client.call('passkeys.add-finish', { ceremony, response: answer })
  return await spend(client, touch)
}

/** Asks for one of these passkeys for what it derives alone: its answer proves nothing to anybody and is not sent. */
async function touched(passkeys: readonly string[]): Promise<PasskeyTouch | null> {
  const challenge = toBase64url(crypto.getRandomValues(new Uint8Array(32)))
  const allowCredentials = passkeys.map((id) => ({ id, type: 'public-key' }))
  return (await get({ challenge, allowCredentials, userVerification: 'required' })).touch
}

/**
 * One touch of a passkey: on a device that is ready it lets the passkey open the messages, on one that waits it confirms
 * the device. false: this passkey or browser cannot.
 */
export async function touchPasskey(client: Client, passkeys: readonly string[]): Promise<boolean> {
  return await spend(client, await touched(passkeys))
}

import type { Client } from '@parley/client'
import type { InputOf } from '@parley/protocol'
import type {
  PublicKeyCredentialCreationOptionsJSON as Creation,
  PublicKeyCredentialRequestOptionsJSON as Request,
} from '@simplewebauthn/browser'

type Answer = InputOf<'passkeys.add-finish'>['response']

/** Whether this browser can keep passkeys at this address. */
export const hasPasskeys = (): boolean => typeof PublicKeyCredential === 'function' && isSecureContext

/** The person or the device said no to the passkey. */
export const isCancelled = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')

const ceremonies = () => import('@simplewebauthn/browser')

async function create(options: unknown): Promise<Answer> {
  const { startRegistration } = await ceremonies()
  return { ...(await startRegistration({ optionsJSON: options as Creation })) } as unknown as Answer
}

/** Makes an account whose way in is a passkey of this device. */
export async function registerWithPasskey(client: Client, input: InputOf<'passkeys.register-begin'>): Promise<void> {
  const { ceremony, options } = await client.auth.passkeyRegisterBegin(input)
  await client.auth.passkeyRegisterFinish({ ceremony, response: await create(options) })
}

/** Signs in with whichever passkey the person chooses. */
export async function signInWithPasskey(client: Client): Promise<void> {
  const { startAuthentication } = await ceremonies()
  const { ceremony, options } = await client.auth.passkeySignInBegin()
  const response = await startAuthentication({ optionsJSON: options as unknown as Request })
  await client.auth.passkeySignInFinish({ ceremony, response: { ...response } as unknown as Answer })
}

/** Adds a passkey of this device to the account that is signed in. */
export async function addPasskey(client: Client): Promise<void> {
  const { ceremony, options } = await client.call('passkeys.add-begin', {})
  await client.call('passkeys.add-finish', { ceremony, response: await create(options) })
}

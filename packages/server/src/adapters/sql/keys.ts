import type { UserKeys } from '../../ports/storage/keys.ts'
import type { Row } from './rows.ts'

const textOf = (row: Row, column: string): string => row[column] as string

/** What `by` may see of a user, from the rows of their identity, devices and signatures. */
export function userKeysOf(identity: Row, devices: readonly Row[], signatures: readonly Row[], by: string): UserKeys {
  const user = textOf(identity, 'id')
  return {
    user,
    master: identity['master'] as string | null,
    selfSigning: identity['self_signing'] as string | null,
    userSigning: user === by ? (identity['user_signing'] as string | null) : null,
    devices: devices.map((device) => ({
      device: textOf(device, 'device'),
      name: user === by ? textOf(device, 'name') : '',
      keys: textOf(device, 'keys'),
    })),
    signatures: signatures.map((made) => ({
      signer: textOf(made, 'signer'),
      target: textOf(made, 'target'),
      key: textOf(made, 'key'),
      signature: textOf(made, 'signature'),
    })),
  }
}

/** Claimed keys of a device that are remembered, so that a late retry of their publication does not bring them back. */
export const rememberedKeys = 1000

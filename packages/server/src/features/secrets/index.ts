import type { House } from '../../house.ts'
import { getSecret } from './get-secret.ts'
import { putSecret } from './put-secret.ts'

/** What somebody's devices have sealed for the next one. */
export const openSecrets = (house: House) => ({
  handlers: { 'secrets.put': putSecret(house), 'secrets.get': getSecret(house) },
})

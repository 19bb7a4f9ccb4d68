import { getProfiles as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

/** Sealed profiles of the caller and of those who share a private room with them. */
export const getProfiles = ({ storage }: House) =>
  handler(contract, async ({ input: { people }, actor: { user } }) => ({
    profiles: [...(await storage.read('profile.get', { by: user, people }))],
  }))

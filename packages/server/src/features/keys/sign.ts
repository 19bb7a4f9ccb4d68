import { signKeys as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

/** Signatures of one person on another. */
const mostSignatures = 200

/** Stores signatures of the caller. */
export const sign = ({ storage, fanout }: House) =>
  handler(contract, async ({ input: { signatures }, actor: { user } }) => {
    const done = await storage.apply('key.sign', { signer: user, signatures, most: mostSignatures })
    if (!done) throw new ParleyError('too_many')
    if (signatures.some((made) => made.user === user)) fanout.publish({ kind: 'keys' })
    return {}
  })

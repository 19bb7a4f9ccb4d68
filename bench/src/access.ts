import { createPrivateKey, type JsonWebKey, sign } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Person } from './household.ts'

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')

/** Signs access tokens (RFC 9068) with the key in a file, for people whose session was written into the store. */
export async function accessIssuer(keys: string): Promise<(person: Person) => string> {
  const file = JSON.parse(await readFile(keys, 'utf8')) as {
    readonly signing: readonly [{ readonly kid: string; readonly jwk: JsonWebKey }]
  }
  const [{ kid, jwk }] = file.signing
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  const head = encoded({ alg: 'EdDSA', typ: 'at+jwt', kid })
  return ({ user, device }) => {
    const iat = Math.floor(Date.now() / 1000)
    const claims = encoded({ iss: 'parley', aud: 'parley', sub: user, sid: device, iat, exp: iat + 300 })
    return `${head}.${claims}.${sign(null, Buffer.from(`${head}.${claims}`), key).toString('base64url')}`
  }
}

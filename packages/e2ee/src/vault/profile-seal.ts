import { fromBase64url, toBase64url } from '@parley/protocol'
import decryptItem from 'matrix-js-sdk/lib/utils/decryptAESSecretStorageItem.js'
import encryptItem from 'matrix-js-sdk/lib/utils/encryptAESSecretStorageItem.js'
import { parseObject } from './parse.ts'

/** What the key is used for; the sealing derives its keys from key and purpose (HKDF, AES-CTR with HMAC-SHA-256). */
const purpose = 'parley.profile'

/** 32 random bytes in base64url. */
export const makeProfileKey = (): string => toBase64url(crypto.getRandomValues(new Uint8Array(32)))

/** Seals what a person says about themselves with the key that they give to others. */
export async function sealProfile(key: string, profile: unknown): Promise<string> {
  const sealed = await encryptItem(JSON.stringify(profile), fromBase64url(key), purpose)
  return JSON.stringify({ v: 1, ...sealed })
}

/** What a profile holds; null: the key does not open it, or it is damaged. */
export async function openProfile(key: string, body: string): Promise<unknown> {
  const { iv, ciphertext, mac } = parseObject(body) ?? {}
  if (typeof iv !== 'string' || typeof ciphertext !== 'string' || typeof mac !== 'string') return null
  try {
    return parseObject(await decryptItem({ iv, ciphertext, mac }, fromBase64url(key), purpose))
  } catch {
    return null
  }
}

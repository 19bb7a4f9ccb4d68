import decryptItem from 'matrix-js-sdk/lib/utils/decryptAESSecretStorageItem.js'
import encryptItem from 'matrix-js-sdk/lib/utils/encryptAESSecretStorageItem.js'
import { parseObject } from './parse.ts'

/** What opens a sealed body: 32 bytes, and what they are used for. */
export interface Opener {
  readonly secret: Uint8Array<ArrayBuffer>
  /** The sealing derives its keys from secret and purpose (HKDF, AES-CTR with HMAC-SHA-256). */
  readonly purpose: string
}

/** Seals a text so that only the same secret opens it, and nobody without it can make another. */
export async function sealItem(text: string, { secret, purpose }: Opener): Promise<string> {
  return JSON.stringify({ v: 1, ...(await encryptItem(text, secret, purpose)) })
}

/** The text in a sealed body; null: it was sealed with something else, or is no such body. */
export async function openItem(body: string, { secret, purpose }: Opener): Promise<string | null> {
  const { iv, ciphertext, mac } = parseObject(body) ?? {}
  if (typeof iv !== 'string' || typeof ciphertext !== 'string' || typeof mac !== 'string') return null
  try {
    return await decryptItem({ iv, ciphertext, mac }, secret, purpose)
  } catch {
    return null
  }
}

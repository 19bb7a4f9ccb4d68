import { fromBase64url, toBase64url } from '@parley/protocol'
import { parseObject } from './parse.ts'
import { type Opener, openItem, sealItem } from './sealed-item.ts'

const openerOf = (key: string): Opener => ({ secret: fromBase64url(key), purpose: 'parley.profile' })

/** 32 random bytes in base64url. */
export const makeProfileKey = (): string => toBase64url(crypto.getRandomValues(new Uint8Array(32)))

/** Seals what a person says about themselves with the key that they give to others. */
export async function sealProfile(key: string, profile: unknown): Promise<string> {
  return await sealItem(JSON.stringify(profile), openerOf(key))
}

/** What a profile holds; null: the key does not open it, or it is damaged. */
export async function openProfile(key: string, body: string): Promise<unknown> {
  const text = await openItem(body, openerOf(key))
  return text === null ? null : parseObject(text)
}

import { ParleyError } from '@parley/protocol'

/** Characters that show nothing or turn the direction of what follows. Joiners stay: emoji and scripts need them. */
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/gu

/** A display name in any script as it is shown. Throws `bad_request` if nothing of it can be seen. */
export function tidyName(typed: string): string {
  const name = typed.normalize('NFC').replace(invisible, '').trim()
  if (!/[^\s\p{Mark}\u200C\u200D]/u.test(name)) throw new ParleyError('bad_request', { path: 'input.name' })
  return name
}

/** A name as searches compare it. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase()

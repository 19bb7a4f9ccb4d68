import { ParleyError, ProfileFields, profileLimits } from '@parley/protocol'

/** What somebody says about themselves, as it is shown now: empty texts and no status where nothing is said. */
export interface Card {
  readonly pronouns: string
  readonly about: string
  /** `until`: milliseconds since 1970 at which it ends by itself; null: it stays. */
  readonly status: { readonly text: string; readonly until: number | null } | null
}

/** Characters that show nothing or turn the direction of what follows. Joiners stay: emoji and scripts need them. */
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/gu
/** Lines of what somebody says about themselves. */
const linesMost = 8

const tidy = (text: string): string => text.toWellFormed().normalize('NFC').replace(invisible, '').trim()

function tidyLines(text: string): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/u).map(tidy)
  return [...lines.slice(0, linesMost - 1), lines.slice(linesMost - 1).join(' ')].join('\n').trim()
}

const tidied = ({ pronouns, about, status, until }: ProfileFields): ProfileFields => {
  const text = tidy(status)
  return { pronouns: tidy(pronouns), about: tidyLines(about), status: text, until: text === '' ? null : until }
}

export const noFields: ProfileFields = { pronouns: '', about: '', status: '', until: null }

export const isBlank = ({ pronouns, about, status }: ProfileFields): boolean => pronouns + about + status === ''

/** Fields as they may be sealed. Throws `too_large` where one is longer than `profileLimits`. */
export function sealable(typed: ProfileFields): ProfileFields {
  const fields = tidied(typed)
  for (const name of ['pronouns', 'about', 'status'] as const) {
    if ([...fields[name]].length > profileLimits[name]) throw new ParleyError('too_large', { path: `input.${name}` })
  }
  return ProfileFields.parse(fields)
}

/** Fields as they are shown at a moment; whoever sealed them may have used a program that tidies nothing. */
export function cardAt(sealed: ProfileFields, now: number): Card {
  const { pronouns, about, status, until } = tidied(sealed)
  const isOver = status === '' || (until !== null && until <= now)
  return { pronouns, about, status: isOver ? null : { text: status, until } }
}

/** Milliseconds since 1970 of the next moment at which one of these statuses ends; null: none does. */
export function nextEnd(all: Iterable<ProfileFields>, now: number): number | null {
  const ends = Array.from(all, ({ until }) => until).filter((until) => until !== null && until > now) as number[]
  return ends.length > 0 ? Math.min(...ends) : null
}

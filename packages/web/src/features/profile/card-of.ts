import type { Card, MyProfile } from '@parley/client'
import type { ProfileFields } from '@parley/protocol'

const blank: ProfileFields = { pronouns: '', about: '', status: '', until: null }

/** What stands in the fields at a moment: a status that has ended is none. */
export function fieldsAt(mine: MyProfile, now: number): ProfileFields {
  const fields = mine.kind === 'known' ? mine.fields : blank
  return fields.until !== null && fields.until <= now ? { ...fields, status: '', until: null } : fields
}

/** The fields as others see them. */
export const cardOf = ({ pronouns, about, status, until }: ProfileFields): Card => ({
  pronouns: pronouns.trim(),
  about: about.trim(),
  status: status.trim() === '' ? null : { text: status.trim(), until },
})

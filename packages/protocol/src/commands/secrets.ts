import { z } from 'zod'
import { command, session, units } from '../command.ts'

/** Long enough for `passkey.` and the longest id of a credential: 1023 bytes in base64url (WebAuthn Level 3 §5.1). */
const Name = z.string().min(1).max(1400)

export const putSecret = command({
  name: 'secrets.put',
  doc: 'Keeps a secret that my devices have sealed, in place of the one of that name; null removes it. At most 500 names.',
  who: session,
  cost: units(3),
  input: z.strictObject({ name: Name, body: z.string().min(1).max(60_000).nullable() }),
  output: z.object({}),
  errors: ['too_many'],
})

export const getSecret = command({
  name: 'secrets.get',
  doc: 'A sealed secret of mine by its name; null if there is none.',
  who: session,
  cost: units(1),
  input: z.strictObject({ name: Name }),
  output: z.object({ body: z.string().nullable() }),
  errors: [],
})

import type { ProfileFields } from '@parley/protocol'
import { useState } from 'react'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { cardOf, fieldsAt } from './card-of.ts'
import { isOver } from './sealed-fields.tsx'

type Typed = Partial<ProfileFields>
type Run = (change: () => Promise<unknown>) => Promise<boolean>

/** What of the typed is not saved as it stands. */
const unsaved = (typed: Typed, saved: ProfileFields): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name, value]) => saved[name as keyof ProfileFields] !== value))

/** What I say about myself while it is being changed. What could not be saved stays in its field. */
export function useSealedFields(run: Run) {
  const client = useClient()
  const keyring = useReadable(client.keyring)
  const mine = useReadable(client.myProfile)
  const [typed, setTyped] = useState<Typed>({})
  const known = fieldsAt(mine, Date.now())
  const fields = { ...known, ...typed }

  async function save(change: Typed = {}): Promise<void> {
    const wanted = { ...fields, ...change }
    setTyped((before) => ({ ...before, ...change }))
    if (Object.keys(unsaved(wanted, known)).length === 0) return
    if (isOver(wanted, 'pronouns') || isOver(wanted, 'about') || isOver(wanted, 'status')) return
    if (await run(() => client.setProfile(wanted))) setTyped((before) => unsaved(before, wanted))
  }
  return {
    fields,
    card: cardOf(fields),
    disabled: keyring.kind !== 'ready' || mine.kind === 'unknown',
    type: (change: Typed) => setTyped((before) => ({ ...before, ...change })),
    save,
  }
}

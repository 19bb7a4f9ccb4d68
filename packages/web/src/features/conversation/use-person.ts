import type { Profile } from '@parley/protocol'
import { useClient } from '../../engine/client-context.ts'
import { t } from '../../texts/text.ts'
import { usePart } from './use-part.ts'

/** Somebody by id; undefined until they are known here. */
export function usePerson(id: string): Profile | undefined {
  const { people } = useClient()
  return usePart(people, (known) => known.get(id))
}

/** A name to show. */
export function nameOf(person: Profile | undefined): string {
  return person?.name ?? t('conversation.someone')
}

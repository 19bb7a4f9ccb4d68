import type { Card } from '@parley/client'
import { useClient } from '../../engine/client-context.ts'
import { useMe } from '../../engine/use-me.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { usePart } from '../conversation/use-part.ts'
import { cardOf, fieldsAt } from './card-of.ts'

/** What somebody says about themselves; undefined: nothing that could be opened here. */
export function useCard(id: string): Card | undefined {
  const client = useClient()
  const { me } = useMe()
  const theirs = usePart(client.cards, (cards) => cards.get(id))
  const mine = useReadable(client.myProfile)
  return id === me.id ? cardOf(fieldsAt(mine, Date.now())) : theirs
}

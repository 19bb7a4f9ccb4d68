import type { JumpTarget } from '@parley/client'
import { createContext, useContext } from 'react'

/** What parts of the conversation ask the whole for. */
export interface Deeds {
  readonly invite: () => void
  /** Name and topic. */
  readonly edit: () => void
  readonly jumpTo: (target: JumpTarget) => Promise<void>
  /** Writes to somebody: opens the direct message room. */
  readonly write: (user: string) => void
}

const idle: Deeds = {
  invite: () => undefined,
  edit: () => undefined,
  jumpTo: async () => undefined,
  write: () => undefined,
}

export const DeedsContext = createContext<Deeds>(idle)

/** What can be asked for here. */
export function useDeeds(): Deeds {
  return useContext(DeedsContext)
}

import type { JumpTarget } from '@parley/client'
import { createContext, useContext } from 'react'

/** What parts of the conversation ask the whole for. */
export interface Deeds {
  readonly invite: () => void
  /** Name and topic. */
  readonly edit: () => void
  /** Shows who here has new keys. */
  readonly lookAtKeys: () => void
  readonly jumpTo: (target: JumpTarget) => Promise<void>
  /** Writes to somebody: opens the direct message room. Done once it is open, or it was said why it is not. */
  readonly write: (user: string) => Promise<void>
}

const idle: Deeds = {
  invite: () => undefined,
  edit: () => undefined,
  lookAtKeys: () => undefined,
  jumpTo: async () => undefined,
  write: async () => undefined,
}

export const DeedsContext = createContext<Deeds>(idle)

/** What can be asked for here. */
export function useDeeds(): Deeds {
  return useContext(DeedsContext)
}

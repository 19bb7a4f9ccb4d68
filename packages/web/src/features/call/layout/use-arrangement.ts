import { useSyncExternalStore } from 'react'
import { useDesk } from '../desk/desk-context.ts'
import type { Arrangement } from './arrange.ts'

/** What stands where on the stage now. */
export function useArrangement(): Arrangement {
  const { arrangement } = useDesk().scenery
  return useSyncExternalStore(arrangement.subscribe, arrangement.get)
}

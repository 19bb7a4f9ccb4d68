import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Board } from './board.ts'
import type { Progress } from './progress.ts'

export const BoardContext = createContext<Board | null>(null)

const nothing = () => () => undefined

/** The tick of one own message; undefined where none is shown. */
export function useProgress(key: string): Progress | undefined {
  const board = useContext(BoardContext)
  return useSyncExternalStore(board?.subscribe ?? nothing, () => board?.get(key))
}

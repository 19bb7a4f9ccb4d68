import { useLayoutEffect, useState } from 'react'
import type { Row } from '../rows/row.ts'
import { align, type Step } from './align.ts'

/** What is drawn now. A new `generation` has nothing in common with what was drawn before. */
export interface Drawn extends Step {
  readonly generation: number
}

interface State {
  readonly wanted: readonly Row[]
  readonly drawn: Drawn
  readonly rest: readonly Step[]
}

function follow(state: State, wanted: readonly Row[]): State {
  const change = align(state.drawn.rows, wanted)
  const { generation } = state.drawn
  if (change.kind === 'fresh') {
    return { wanted, drawn: { rows: wanted, shift: false, generation: generation + 1 }, rest: [] }
  }
  const [now, ...rest] = change.steps
  return { wanted, drawn: { ...(now ?? { rows: wanted, shift: false }), generation }, rest }
}

/** Draws lists one step at a time: a list that grows at both ends would lose its place. */
export function useSteps(rows: readonly Row[]): Drawn {
  const [state, setState] = useState<State>({ wanted: rows, drawn: { rows, shift: false, generation: 0 }, rest: [] })
  let current = state
  if (rows !== state.wanted) {
    current = follow(state, rows)
    setState(current)
  }
  const waits = current.rest.length > 0
  useLayoutEffect(() => {
    if (!waits) return
    setState((before) => {
      const [now, ...rest] = before.rest
      if (now === undefined) return before
      return { ...before, drawn: { ...now, generation: before.drawn.generation }, rest }
    })
  }, [waits])
  return current.drawn
}

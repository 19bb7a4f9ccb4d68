import { apply } from './apply.ts'
import type { Opened } from './line.ts'
import { headOf, isVouched, type Membership } from './membership.ts'
import type { Refusal } from './refusal.ts'
import { judge } from './rules.ts'

/** `stopped`: lines before this one are missing; nothing may be sealed for whoever was admitted behind them. */
export type Step =
  | { readonly kind: 'accepted'; readonly state: Membership }
  | { readonly kind: 'refused'; readonly state: Membership; readonly why: Refusal }
  | { readonly kind: 'known' }
  | { readonly kind: 'stopped'; readonly missing: number }

function placed(state: Membership, { index, line }: Opened): Refusal | null {
  if (!line) return 'malformed'
  if (line.room !== state.room) return 'wrong-room'
  if (line.index !== index) return 'wrong-index'
  return line.prev === headOf(state).hash ? null : 'wrong-prev'
}

/** Whoever sealed a room from before says so first, once, and nobody in their place. */
function begins(state: Membership, { index, by, line }: Opened): Refusal | null {
  const isFirst = line?.change.kind === 'sealed'
  if (isVouched(state)) return isFirst ? 'wrong-subject' : null
  return isFirst && index === 1 && by === state.before?.creator ? null : 'not-allowed'
}

/**
 * One line further: the fold over a room's membership log (decision 0009). Pure, and the same for every member.
 * A refused line uses up its index and changes nothing else; a line that does not follow stops the fold.
 */
export function step(state: Membership, opened: Opened): Step {
  if (opened.index <= state.seen) return { kind: 'known' }
  if (opened.index > state.seen + 1) return { kind: 'stopped', missing: state.seen + 1 }
  const seen = { ...state, seen: opened.index }
  const { line } = opened
  const why = placed(state, opened) ?? begins(state, opened) ?? (line ? judge(state, opened, line.change) : 'malformed')
  if (why !== null || line === null) return { kind: 'refused', state: seen, why: why ?? 'malformed' }
  const after = apply(seen, line.change, opened.by)
  return { kind: 'accepted', state: { ...after, heads: [...state.heads, { index: opened.index, hash: opened.hash }] } }
}

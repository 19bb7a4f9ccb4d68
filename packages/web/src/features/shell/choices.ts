import type { RoomItem } from '@parley/client'
import type { Profile } from '@parley/protocol'

/** One thing that the quick switcher leads to. */
export interface Choice {
  readonly id: string
  readonly kind: 'room' | 'person' | 'action'
  readonly label: string
  /** Letters besides the label that find it. */
  readonly also?: string | undefined
  readonly room?: RoomItem
  readonly person?: Profile
}

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()

/** How well a text fits: 3 at its beginning, 2 at the beginning of a word, 1 inside, 0 not. */
export function rateFit(text: string, wanted: string): 0 | 1 | 2 | 3 {
  const [within, part] = [fold(text), fold(wanted)]
  if (within.startsWith(part)) return 3
  const at = within.indexOf(part)
  if (at === -1) return 0
  const isWordStart = within.split(/[\s._-]+/).some((word) => word.startsWith(part))
  return isWordStart ? 2 : 1
}

const signs = { '#': 'room', '@': 'person', '>': 'action' } as const

/**
 * What to offer for what was typed: the better fit first, among equals the one used more recently.
 * `#`, `@` and `>` in front ask for rooms, people or actions only. Without any text: what was used last.
 */
export function choose(
  all: readonly Choice[],
  typed: string,
  recent: readonly string[],
  limit: number,
): readonly Choice[] {
  const first = typed.trimStart().charAt(0)
  const kind = Object.hasOwn(signs, first) ? signs[first as keyof typeof signs] : undefined
  const wanted = (kind === undefined ? typed : typed.trimStart().slice(1)).trim()
  const age = (id: string): number => {
    const at = recent.indexOf(id)
    return at === -1 ? recent.length : at
  }
  return all
    .filter((choice) => kind === undefined || choice.kind === kind)
    .map((choice) => ({ choice, score: Math.max(rateFit(choice.label, wanted), rateFit(choice.also ?? '\0', wanted)) }))
    .filter(({ choice, score }) => score > 0 && (wanted !== '' || kind !== undefined || choice.kind === 'room'))
    .sort((a, b) => b.score - a.score || age(a.choice.id) - age(b.choice.id))
    .slice(0, limit)
    .map(({ choice }) => choice)
}

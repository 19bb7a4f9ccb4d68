/** Nodes of one house, as an acceptance suite drives them. */
export interface Nodes<T> extends AsyncDisposable {
  /** Each of them knows each other one. An adapter within one process has one, however many were asked for. */
  readonly all: readonly [T, ...T[]]
}

export type OpenNodes<T> = (count: number) => Promise<Nodes<T>>

/** Names that break what joins, splits, matches or looks up carelessly. */
export const hostileNames = [
  '',
  ' ',
  'a',
  'aa',
  '__proto__',
  'constructor',
  'room:*',
  '[a-z]?',
  '{tag}',
  'a:b',
  'a\r\nPUBLISH x y\r\n',
  '"quoted" \\ \u0000',
  'דליה \u202e(',
  '🦊👩🏽‍🚀',
  '\ud800',
  'x'.repeat(70_000),
] as const

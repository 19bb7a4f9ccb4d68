import { type Fits, usual } from './fits.ts'
import type { Spot } from './spot.ts'

/** Which layout a person likes while nothing else calls for one. */
export type Layout = 'grid' | 'speaker'

/** All that decides what stands where. */
export interface Scene {
  /** Everybody else, place by place. */
  readonly order: readonly string[]
  /** Who shares a screen, the newest last. */
  readonly screens: readonly string[]
  /** Screens that were there when the person asked for the grid. */
  readonly aside: readonly string[]
  readonly pin: Spot | null
  /** Who is large for everybody; null: nobody else. */
  readonly spotlight: string | null
  /** The person has asked for the grid since. */
  readonly isDimmed: boolean
  /** Who was heard last of the others. */
  readonly speaker: string | null
  readonly speaking: readonly string[]
  /** When somebody was heard last; milliseconds. */
  readonly heardAt: ReadonlyMap<string, number>
  readonly wish: Layout
  /** This device; null: one does not want to see oneself. */
  readonly self: string | null
  readonly fits: Fits
  readonly page: number
}

export const emptyScene: Scene = {
  order: [],
  screens: [],
  aside: [],
  pin: null,
  spotlight: null,
  isDimmed: false,
  speaker: null,
  speaking: [],
  heardAt: new Map(),
  wish: 'grid',
  self: null,
  fits: usual,
  page: 0,
}

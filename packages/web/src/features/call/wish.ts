import { cell } from '../../design/cell.ts'

/** A call that somebody wants to make. */
export interface Wish {
  readonly room: string
  readonly media: 'audio' | 'video'
  /** Without getting ready: a voice channel. */
  readonly isAtOnce?: boolean
}

/** What the call buttons ask for; the call layer takes it as soon as it is loaded. */
export const wish = cell<Wish | null>(null)

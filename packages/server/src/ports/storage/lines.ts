import type { Exchange } from './exchange.ts'

/** One line of a membership log, and the entry that carries it. */
export interface StoredLine {
  readonly index: number
  readonly id: string
  readonly sender: string
  readonly device: string
  readonly at: number
  readonly body: string
}

export interface LinePage {
  /** null: the room is not sealed. */
  readonly genesis: string | null
  readonly lines: readonly StoredLine[]
  readonly more: boolean
}

export interface LineReads {
  /**
   * How a room begins, and the lines after an index in order: at most `limit`, and about so many characters, but at least
   * one. null: there is no such room.
   */
  'room.lines': Exchange<
    { readonly room: string; readonly after: number; readonly limit: number; readonly characters: number },
    LinePage | null
  >
}

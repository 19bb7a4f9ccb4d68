import { Id } from '@parley/protocol'
import { z } from 'zod'

/** What newcomers and members whisper about the keys of what was said before. */
export const historyTypes = { wanted: 'parley.history-wanted', piece: 'parley.history' } as const

/** Bytes of a bundle in one piece: as base64, sealed for a device, it fits an inbox. */
export const pieceBytes = 27_000
/** Pieces of one bundle at most: 13.8 MB, the keys of some 25,000 sessions. */
export const piecesMost = 512

/** A member wants to read what was said in a room before they came. */
export const HistoryWanted = z.object({ room: Id })

/** A piece of a sealed bundle of keys, base64url. `of` 0: the member has no keys that may be handed on. */
export const HistoryPiece = z.object({
  room: Id,
  /** Of the bundle. */
  id: Id,
  /** From 0 on. */
  n: z
    .int()
    .min(0)
    .max(piecesMost - 1),
  of: z.int().min(0).max(piecesMost),
  data: z.string().max(pieceBytes * 2),
})
export type HistoryPiece = z.infer<typeof HistoryPiece>

/** Pieces that come in any order, of the bundle that was last begun. */
export class Pieces {
  #id = ''
  #of = 0
  readonly #data = new Map<number, string>()

  /** Answers all of them in their order once the last one is there; else null. */
  add({ id, n, of, data }: HistoryPiece): { readonly id: string; readonly data: readonly string[] } | null {
    if (id !== this.#id || of !== this.#of) this.#data.clear()
    this.#id = id
    this.#of = of
    if (n < of) this.#data.set(n, data)
    if (this.#data.size < of) return null
    const all = Array.from({ length: of }, (_, at) => this.#data.get(at) ?? '')
    this.#data.clear()
    return { id, data: all }
  }
}

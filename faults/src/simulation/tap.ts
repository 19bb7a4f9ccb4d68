import type { ClientFrame, Entry, ServerFrame } from '@parley/protocol'
import type { FromClient, FromServer } from './cable.ts'
import type { Notes } from './notes.ts'

type Cursors = Extract<ClientFrame, { type: 'resume' }>['cursors']

/** Notes what comes over one socket of a device: entries, what the server calls complete, and how it ends. */
export class Tap {
  readonly #dev: string
  readonly #notes: Notes
  #epoch = ''
  #cursors: Cursors | null = null
  /** Of the rooms in the snapshot whose rest comes inline: first position that may be read, and the last. */
  readonly #spans = new Map<string, { readonly since: number; readonly head: number }>()

  constructor(dev: string, notes: Notes) {
    this.#dev = dev
    this.#notes = notes
  }

  sent(what: FromClient): void {
    if (what.kind !== 'text' || !what.text.startsWith('{"type":"resume"')) return
    const frame = JSON.parse(what.text) as ClientFrame
    if (frame.type === 'resume') this.#cursors = frame.cursors
  }

  came(what: FromServer): void {
    if (what.kind === 'text') this.#frame(JSON.parse(what.text) as ServerFrame)
  }

  #frame(frame: ServerFrame): void {
    if (frame.type === 'welcome') {
      this.#epoch = frame.epoch
      this.#notes.welcomed(this.#dev, this.#epoch)
    }
    if (frame.type === 'entry') this.#entries(frame.room, [frame.entry])
    if (frame.type === 'backfill') this.#entries(frame.room, frame.entries)
    if (frame.type === 'snapshot')
      for (const { id, state, since, head } of frame.rooms) if (state === 'joined') this.#spans.set(id, { since, head })
    if (frame.type === 'limited') this.#spans.delete(frame.room)
    if (frame.type === 'live') this.#complete()
  }

  #entries(room: string, entries: readonly Entry[]): void {
    for (const { id, seq } of entries) this.#notes.note(this.#dev, { op: 'recv', room, id, seq, epoch: this.#epoch })
  }

  /** Everything between where the device stood and the heads of the snapshot has been carried. */
  #complete(): void {
    const cursors = this.#cursors
    // What is told anew to a connection that is live leaves the logs where they are.
    this.#cursors = null
    const before = cursors?.epoch === this.#epoch ? cursors.rooms : {}
    for (const [room, { since, head }] of this.#spans) {
      const cursor = before[room]
      const after = Math.max(cursor ?? head, since - 1)
      if (cursors && after < head) this.#notes.note(this.#dev, { op: 'complete', room, after, to: head })
    }
    this.#spans.clear()
  }
}

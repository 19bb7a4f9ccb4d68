import type { ClientFrame, Entry, ServerFrame } from '@parley/protocol'
import type { Notebook } from '../history/notebook.ts'

type Cursors = Extract<ClientFrame, { type: 'resume' }>['cursors']

/** Told of a message and its position in the log. */
type Told = (room: string, id: string, seq: number) => void

/** Who hears of it when the server answers that a message of this device is in the log, and when the log brings any. */
export interface Listener {
  readonly acknowledged: Told
  readonly arrived: Told
}

interface Sent {
  readonly room: string
  readonly id: string
}

/**
 * The WebSocket of one device, which notes what comes over the wire: entries, answers to sends, what the server calls
 * complete, and how a connection ends. Nothing is changed.
 */
export function tapped(dev: string, notebook: Notebook, { acknowledged, arrived }: Listener): typeof WebSocket {
  return class Tap extends WebSocket {
    /** Sends that wait for their answers, by the number of the command. */
    readonly #sent = new Map<number, Sent>()
    /** First positions that may be read, as the snapshot has them. */
    readonly #since = new Map<string, number>()
    #epoch = ''
    #cursors: Cursors | null = null
    /** Heads in the snapshot of rooms whose rest comes inline. */
    readonly #heads = new Map<string, number>()

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', (event) => this.#came(JSON.parse(String(event.data)) as ServerFrame))
      this.addEventListener('close', ({ code }) => notebook.note(dev, { op: 'closed', code }))
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      const frame = JSON.parse(String(data)) as ClientFrame
      if (frame.type === 'resume') this.#cursors = frame.cursors
      if (frame.type === 'do' && frame.command === 'messages.send') this.#sent.set(frame.id, frame.input as Sent)
      super.send(data)
    }

    #came(frame: ServerFrame): void {
      if (frame.type === 'welcome') this.#epoch = frame.epoch
      if (frame.type === 'entry') this.#note(frame.room, [frame.entry])
      if (frame.type === 'backfill') this.#note(frame.room, frame.entries)
      if (frame.type === 'snapshot')
        for (const { id, state, head, since } of frame.rooms) {
          if (state !== 'joined') continue
          this.#heads.set(id, head)
          this.#since.set(id, since)
        }
      if (frame.type === 'limited') this.#heads.delete(frame.room)
      if (frame.type === 'live') this.#complete()
      if (frame.type === 'ok' || frame.type === 'error') this.#answered(frame)
    }

    #answered(frame: Extract<ServerFrame, { type: 'ok' | 'error' }>): void {
      const sent = frame.id === null ? undefined : this.#sent.get(frame.id)
      if (!sent || frame.id === null) return
      this.#sent.delete(frame.id)
      const { room, id } = sent
      if (frame.type === 'ok') acknowledged(room, id, (frame.output as { seq: number }).seq)
      else if (frame.error.retryable) notebook.note(dev, { op: 'later', room, id, code: frame.error.code })
    }

    #note(room: string, entries: readonly Entry[]): void {
      for (const { id, seq } of entries) {
        notebook.note(dev, { op: 'recv', room, id, seq, epoch: this.#epoch })
        arrived(room, id, seq)
      }
    }

    /** Everything between where the device stood and the heads of the snapshot has been carried. */
    #complete(): void {
      const before = this.#cursors?.epoch === this.#epoch ? this.#cursors.rooms : {}
      // A list of rooms that comes again later answers no resume: it only says how far the rooms are.
      this.#cursors = null
      for (const [room, to] of this.#heads) {
        const after = before[room]
        if (after === undefined) continue
        const from = Math.max(after, (this.#since.get(room) ?? 1) - 1)
        notebook.note(dev, { op: 'complete', room, after: from, to })
      }
    }
  }
}

import type { Writable } from 'node:stream'
import type { Frame } from './frame.ts'

/** How a frame becomes bytes on the way that a connection has. */
export type Encoding = (frame: Frame) => Buffer

/** Bytes and frames that may wait for a client that reads slowly (C10). */
export interface OutboxLimits {
  readonly bytes: number
  readonly frames: number
}

let dirty: Outbox[] = []
let last: { readonly parts: readonly Buffer[]; readonly joined: Buffer } | null = null

function flushAll(): void {
  const boxes = dirty
  dirty = []
  for (const box of boxes) box.flush()
  last = null
}

/** Members of a room mostly receive the same frames in one tick: they share the joined bytes too. */
function join(parts: readonly Buffer[]): Buffer {
  const [only] = parts
  if (parts.length === 1 && only) return only
  if (last?.parts.length === parts.length && last.parts.every((part, at) => part === parts[at])) return last.joined
  last = { parts, joined: Buffer.concat(parts) }
  return last.joined
}

/** Everything that goes to one client: collected over a tick of the event loop, then written at once. */
export class Outbox {
  readonly #stream: Writable
  readonly #encode: Encoding
  readonly #limits: OutboxLimits
  readonly #overflow: () => void
  #waiting: Buffer[] = []
  #behind = false
  #open = true

  constructor(stream: Writable, encode: Encoding, limits: OutboxLimits, overflow: () => void) {
    this.#stream = stream
    this.#encode = encode
    this.#limits = limits
    this.#overflow = overflow
  }

  /** Bytes that the client has not read yet. */
  get backlog(): number {
    return this.#stream.writableLength
  }

  push(frame: Frame): void {
    if (!this.#open) return
    if (this.#behind) {
      if (this.backlog === 0) this.#behind = false
      else if (frame.ephemeral) return
    }
    if (this.#waiting.length >= this.#limits.frames) {
      this.#overflow()
      return
    }
    if (this.#waiting.length === 0) {
      if (dirty.length === 0) setImmediate(flushAll)
      dirty.push(this)
    }
    this.#waiting.push(this.#encode(frame))
  }

  /** Resolves once what was pushed so far has been written, or counts as a backlog. */
  async flushed(): Promise<void> {
    const turn = Promise.withResolvers<void>()
    setImmediate(turn.resolve)
    await turn.promise
  }

  flush(): void {
    const waiting = this.#waiting
    if (waiting.length === 0 || !this.#open) return
    this.#waiting = []
    this.#stream.write(join(waiting))
    const backlog = this.backlog
    this.#behind = backlog > this.#limits.bytes / 4
    if (backlog > this.#limits.bytes) this.#overflow()
  }

  /** Nothing is written after this: bytes after a close frame would be a protocol error. */
  end(): void {
    this.#open = false
    this.#waiting = []
  }
}

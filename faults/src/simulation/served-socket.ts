import { closeCodes } from '@parley/protocol'
import { type Clock, Connection, type Core, type House, Outbox } from '@parley/server/inside'
import type { Cable } from './cable.ts'

type Carrier = ConstructorParameters<typeof Connection>[2]
type Stream = ConstructorParameters<typeof Outbox>[0]

/** Milliseconds between a close frame and the end of the socket, answered or not; as in the real gateway. */
const closeGrace = 1000

/** Defects of what lies between a node and its sockets. Without any, everything passes as it is. */
export interface WirePlant {
  readonly up?: (text: string) => string
  /** null: it is not sent. */
  readonly down?: (text: string) => string | null
  /** It does not see what waits for a client. */
  readonly isBlind?: boolean
}

export interface SocketParts {
  readonly id: string
  readonly admission: { readonly actor: Connection['actor']; readonly ends: number }
  readonly cable: Cable
  readonly clock: Clock
  readonly delivery: House['delivery']
  readonly core: Core
  /** Name of the device at the other end. */
  readonly device: string
  readonly ended: (socket: ServedSocket, code: number) => void
  readonly wire: WirePlant
}

/** Frames leave as lines of JSON. */
const lineOf = (frame: { readonly eventStream: Buffer }): Buffer => frame.eventStream

/** A WebSocket as a node serves it: the real connection and outbox over a simulated cable. */
export class ServedSocket {
  readonly device: string
  readonly cable: Cable
  readonly #parts: SocketParts
  readonly #connection: Connection

  constructor(parts: SocketParts, bytes: number) {
    this.#parts = parts
    this.device = parts.device
    this.cable = parts.cable
    const slow = (): void => parts.delivery.close(this.#connection, 4008, 'reading too slowly')
    const outbox = new Outbox(this.#stream(), lineOf, { bytes, frames: 1000 }, slow)
    const { id, admission, clock } = parts
    this.#connection = new Connection(id, admission.actor, this.#carrier(outbox), clock.monotonic(), admission.ends)
  }

  begin(): void {
    this.#parts.delivery.add(this.#connection)
    this.#connection.answer(this.#parts.core.welcome(this.#connection))
  }

  take(text: string): void {
    const caller = { address: '127.0.0.1', agent: '', connection: this.#connection.id, cookie: null }
    const { core, wire } = this.#parts
    const heard = wire.up ? wire.up(text) : text
    if (this.#connection.state.kind !== 'closed') core.uplink.receive(this.#connection, Buffer.from(heard), caller)
  }

  /** The other side went away. */
  gone(): void {
    this.#connection.gone()
    this.#parts.delivery.remove(this.#connection)
    this.#parts.ended(this, 1006)
  }

  #stream(): Stream {
    const { cable, wire } = this.#parts
    const write = (bytes: Buffer): void => {
      for (const line of bytes.toString().split('\n\n')) {
        if (line === '') continue
        const said = line.slice('data: '.length)
        const text = wire.down ? wire.down(said) : said
        if (text !== null) cable.down({ kind: 'text', text }, text.length)
      }
    }
    return {
      get writableLength() {
        return wire.isBlind ? 0 : cable.backlog
      },
      write,
    } as unknown as Stream
  }

  #carrier(outbox: Outbox): Carrier {
    return {
      outbox,
      close: (code, reason) => {
        const { cable, clock, ended } = this.#parts
        if (closeCodes[code].name !== 'slow consumer') outbox.flush()
        outbox.end()
        cable.down({ kind: 'end', code, reason })
        clock.after(closeGrace, () => cable.reset())
        ended(this, code)
      },
    }
  }
}

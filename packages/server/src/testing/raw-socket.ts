import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { subprotocol } from '@parley/protocol'

/** How a connection ended: with the code of a close frame, or without one. */
export type End = { readonly kind: 'closed'; readonly code: number } | { readonly kind: 'cut' }

interface FrameShape {
  /** Default: true. */
  readonly final?: boolean
  /** Default: true. */
  readonly masked?: boolean
  /** The three reserved bits, 0 to 7. Default: 0. */
  readonly reserved?: number
  /** What the frame says its length is. Default: what it is. */
  readonly length?: bigint
}

function lengthBytes(length: bigint): Buffer {
  if (length < 126n) return Buffer.from([Number(length)])
  const bytes = Buffer.alloc(length < 65_536n ? 3 : 9)
  bytes[0] = length < 65_536n ? 126 : 127
  if (length < 65_536n) bytes.writeUInt16BE(Number(length), 1)
  else bytes.writeBigUInt64BE(length, 1)
  return bytes
}

/** A frame of RFC 6455 §5.2, right or wrong. */
export function rawFrame(opcode: number, payload: string | Uint8Array = '', shape: FrameShape = {}): Buffer {
  const { final = true, masked = true, reserved = 0, length } = shape
  const bytes = Buffer.from(payload as Uint8Array)
  const size = lengthBytes(length ?? BigInt(bytes.length))
  size[0] = (size[0] ?? 0) | (masked ? 0x80 : 0)
  const mask = masked ? randomBytes(4) : Buffer.alloc(0)
  const carried = masked ? bytes.map((byte, at) => byte ^ (mask[at % 4] ?? 0)) : bytes
  return Buffer.concat([Buffer.from([(final ? 0x80 : 0) | (reserved << 4) | opcode]), size, mask, carried])
}

/** The head of an upgrade with a ticket. */
export const upgradeHead = (ticket: string): string =>
  `GET /api/socket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
  `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n` +
  `Sec-WebSocket-Protocol: ${subprotocol}, ticket.${ticket}\r\n\r\n`

/** A TCP connection that says whatever it is told to, and keeps what it hears. */
export class RawSocket implements Disposable {
  readonly #socket: Socket
  #heard = Buffer.alloc(0)
  #changed = Promise.withResolvers<void>()
  #over = false

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => this.#change(chunk))
    socket.on('error', () => this.#end())
    socket.on('close', () => this.#end())
  }

  static async open(port: number): Promise<RawSocket> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    await once(socket, 'connect')
    return new RawSocket(socket)
  }

  /** After the 101, with everything that came with it unread. */
  static async upgrade(port: number, ticket: string): Promise<RawSocket> {
    const raw = await RawSocket.open(port)
    raw.write(upgradeHead(ticket))
    const status = await raw.status()
    if (status !== 101) throw new Error(`The upgrade was answered with ${status}.`)
    return raw
  }

  write(bytes: string | Uint8Array): void {
    if (!this.#socket.destroyed) this.#socket.write(bytes)
  }

  get text(): string {
    return this.#heard.toString('latin1')
  }

  /** Status of the HTTP answer; 0 if the connection ended without one. */
  async status(): Promise<number> {
    await this.until((text) => text.includes('\r\n\r\n'))
    return Number(/^HTTP\/1\.1 (\d+)/.exec(this.text)?.[1] ?? 0)
  }

  /** Resolves once what was heard fits, or nothing more can come. */
  async until(fits: (text: string) => boolean): Promise<boolean> {
    while (!fits(this.text)) {
      if (this.#over) return false
      await this.#changed.promise
    }
    return true
  }

  /** How the server ended the connection. Closes the own side once a close frame came, as a client does. */
  async end(): Promise<End> {
    const code = (): number | null => closeCodeIn(this.#heard)
    await this.until(() => code() !== null)
    const found = code()
    return found === null ? { kind: 'cut' } : { kind: 'closed', code: found }
  }

  [Symbol.dispose](): void {
    this.#socket.destroy()
  }

  #change(chunk: Buffer): void {
    this.#heard = Buffer.concat([this.#heard, chunk])
    this.#wake()
  }

  #end(): void {
    this.#over = true
    this.#wake()
  }

  #wake(): void {
    this.#changed.resolve()
    this.#changed = Promise.withResolvers()
  }
}

/** The code of the close frame among the server's frames; null without one. 1005: it carried none. */
function closeCodeIn(heard: Buffer): number | null {
  let at = heard.indexOf('\r\n\r\n') + 4
  while (at >= 4 && at + 2 <= heard.length) {
    const short = (heard[at + 1] ?? 0) & 127
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    if (at + head > heard.length) return null
    const size =
      short < 126 ? short : short === 126 ? heard.readUInt16BE(at + 2) : Number(heard.readBigUInt64BE(at + 2))
    if (at + head + size > heard.length) return null
    if (((heard[at] ?? 0) & 15) === 8) return size < 2 ? 1005 : heard.readUInt16BE(at + head)
    at += head + size
  }
  return null
}

import { connect, type Socket } from 'node:net'

/** Bytes `from` to `to` of `bytes` are the text of one frame; they are gone when the call returns. */
export type OnText = (bytes: Buffer, from: number, to: number) => void

const shared = Buffer.allocUnsafe(256 * 1024)
const nothing = Buffer.alloc(0)
const [text, close] = [1, 8]

/** A masked text frame (RFC 6455 §5.2). The mask is zero: it is valid, and costs the generator nothing. */
export function textFrame(payload: string): Buffer {
  const body = Buffer.from(payload)
  const head = body.length < 126 ? 6 : 8
  const frame = Buffer.alloc(head + body.length)
  frame[0] = 0x81
  frame[1] = 0x80 | (head === 6 ? body.length : 126)
  if (head === 8) frame.writeUInt16BE(body.length, 2)
  body.copy(frame, head)
  return frame
}

/** The least of a WebSocket client, so that a load generator can be thousands of them on one core. */
export class ClientSocket {
  readonly #socket: Socket
  #onText: OnText
  #rest = nothing
  #open: (() => void) | null = null

  private constructor(port: number, onText: OnText, upgraded: boolean) {
    this.#onText = onText
    const callback = (size: number): boolean => {
      this.#read(
        this.#rest.length === 0 ? shared.subarray(0, size) : Buffer.concat([this.#rest, shared.subarray(0, size)]),
      )
      return true
    }
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer: shared, callback } })
    if (!upgraded) this.#open = () => undefined
  }

  /** Connects to the server with a ticket; resolves after the 101. */
  static async upgrade(port: number, ticket: string, onText: OnText): Promise<ClientSocket> {
    const client = new ClientSocket(port, onText, false)
    const opened = Promise.withResolvers<void>()
    client.#open = opened.resolve
    client.#socket.on('error', opened.reject)
    client.#socket.on('close', () => opened.reject(new Error('The server refused the upgrade.')))
    client.#socket.write(
      `GET /api/socket HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n` +
        `Sec-WebSocket-Protocol: parley.1, ticket.${ticket}\r\n\r\n`,
    )
    await opened.promise
    return client
  }

  /** Connects to something that needs no handshake, says a first line, and resolves when it answers with a text. */
  static async plain(port: number, first: string, onText: OnText): Promise<ClientSocket> {
    const answered = Promise.withResolvers<void>()
    const client = new ClientSocket(port, () => answered.resolve(), true)
    client.#socket.on('error', answered.reject)
    client.#socket.write(first)
    await answered.promise
    client.#onText = onText
    return client
  }

  write(frame: Buffer): void {
    this.#socket.write(frame)
  }

  /** Cuts the connection. */
  destroy(): void {
    this.#socket.destroy()
  }

  #read(bytes: Buffer): void {
    let at = 0
    if (this.#open) {
      at = bytes.indexOf('\r\n\r\n') + 4
      if (at < 4) {
        this.#rest = Buffer.from(bytes)
        return
      }
      if (!bytes.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101'))) return
      this.#open()
      this.#open = null
    }
    while (at + 2 <= bytes.length) {
      const short = (bytes[at + 1] ?? 0) & 127
      const head = short < 126 ? 2 : short === 126 ? 4 : 10
      if (at + head > bytes.length) break
      const size =
        short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))
      const end = at + head + size
      if (end > bytes.length) break
      const kind = (bytes[at] ?? 0) & 15
      if (kind === text) this.#onText(bytes, at + head, end)
      if (kind === close) throw new Error(`The server closed with ${bytes.readUInt16BE(at + head)}.`)
      at = end
    }
    this.#rest = at === bytes.length ? nothing : Buffer.from(bytes.subarray(at))
  }
}

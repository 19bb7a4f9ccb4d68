import type { ServerFrame } from '@parley/protocol'

/** One unmasked text frame (RFC 6455 §5.2). */
function webSocketFrame(text: string): Buffer {
  const size = Buffer.byteLength(text)
  const head = size < 126 ? 2 : size < 65_536 ? 4 : 10
  const bytes = Buffer.allocUnsafe(head + size)
  bytes[0] = 0x81
  bytes[1] = head === 2 ? size : head === 4 ? 126 : 127
  if (head === 4) bytes.writeUInt16BE(size, 2)
  if (head === 10) bytes.writeBigUInt64BE(BigInt(size), 2)
  bytes.write(text, head)
  return bytes
}

/** What goes to clients, encoded once per way of travelling however many receive it. */
export class Frame {
  /** May be dropped when a client reads slowly: a later one or the next snapshot makes up for it. */
  readonly ephemeral: boolean
  readonly type: ServerFrame['type']
  readonly #text: string
  #webSocket: Buffer | undefined
  #eventStream: Buffer | undefined

  constructor(frame: ServerFrame, ephemeral?: boolean)
  /** @param text the frame as JSON, made before */
  constructor(frame: Pick<ServerFrame, 'type'>, ephemeral: boolean, text: string)
  constructor(frame: Pick<ServerFrame, 'type'>, ephemeral = false, text = JSON.stringify(frame)) {
    this.#text = text
    this.ephemeral = ephemeral
    this.type = frame.type
  }

  get webSocket(): Buffer {
    this.#webSocket ??= webSocketFrame(this.#text)
    return this.#webSocket
  }

  /** A message of the event stream (HTML Living Standard §9.2.6). JSON holds no line breaks. */
  get eventStream(): Buffer {
    this.#eventStream ??= Buffer.from(`data: ${this.#text}\n\n`)
    return this.#eventStream
  }
}

import type { ServerFrame } from '@parley/protocol'

/** One unmasked text frame (RFC 6455 §5.2). */
function webSocketFrame(json: string | Buffer): Buffer {
  const size = typeof json === 'string' ? Buffer.byteLength(json) : json.length
  const head = size < 126 ? 2 : size < 65_536 ? 4 : 10
  const bytes = Buffer.allocUnsafe(head + size)
  bytes[0] = 0x81
  bytes[1] = head === 2 ? size : head === 4 ? 126 : 127
  if (head === 4) bytes.writeUInt16BE(size, 2)
  if (head === 10) bytes.writeBigUInt64BE(BigInt(size), 2)
  if (typeof json === 'string') bytes.write(json, head)
  else json.copy(bytes, head)
  return bytes
}

/** What goes to clients, encoded once per way of travelling however many receive it. */
export class Frame {
  /** May be dropped when a client reads slowly: a later one or the next snapshot makes up for it. */
  readonly ephemeral: boolean
  readonly type: ServerFrame['type']
  readonly #json: string | Buffer
  #webSocket: Buffer | undefined
  #eventStream: Buffer | undefined

  constructor(frame: ServerFrame, ephemeral?: boolean)
  /** @param json the frame in UTF-8, made before */
  constructor(frame: Pick<ServerFrame, 'type'>, ephemeral: boolean, json: Buffer)
  constructor(frame: Pick<ServerFrame, 'type'>, ephemeral = false, json: string | Buffer = JSON.stringify(frame)) {
    this.#json = json
    this.ephemeral = ephemeral
    this.type = frame.type
  }

  get webSocket(): Buffer {
    this.#webSocket ??= webSocketFrame(this.#json)
    return this.#webSocket
  }

  /** A message of the event stream (HTML Living Standard §9.2.6). JSON holds no line breaks. */
  get eventStream(): Buffer {
    this.#eventStream ??= Buffer.from(`data: ${this.#json}\n\n`)
    return this.#eventStream
  }
}

// The floor of fan-out where there is no C compiler: the same as floor.c on sockets of Node, without any WebSocket code.
import { type AddressInfo, createServer, type Socket } from 'node:net'

interface Place {
  readonly members: Set<Socket>
  readonly delivery: Buffer
  waiting: number
}

const places = new Map<string, Place>()
const grown = new Set<Place>()

function enter(line: string, socket: Socket): Place {
  const [name = '', bytes = '0'] = line.split(' ')
  const place = places.get(name) ?? { members: new Set(), delivery: deliveryOf(Number(bytes)), waiting: 0 }
  places.set(name, place)
  place.members.add(socket)
  socket.write(Buffer.from([0x81, 2, 0x7b, 0x7d]))
  return place
}

function deliveryOf(bytes: number): Buffer {
  const delivery = Buffer.alloc(bytes, 'x')
  delivery.set([0x81, 126])
  delivery.writeUInt16BE(bytes - 4, 2)
  delivery.write('{"type":"entry"', 4)
  return delivery
}

/** Bytes of the masked frame at `at`; 0 when it is not whole yet. */
function frameBytes(bytes: Buffer, at: number): number {
  if (bytes.length < at + 4) return 0
  const short = (bytes[at + 1] ?? 0) & 127
  const whole = short === 126 ? 8 + bytes.readUInt16BE(at + 2) : 6 + short
  return bytes.length < at + whole ? 0 : whole
}

function deliver(): void {
  for (const place of grown) {
    const joined = Buffer.concat(Array<Buffer>(place.waiting).fill(place.delivery))
    for (const member of place.members) member.write(joined)
    place.waiting = 0
  }
  grown.clear()
}

function serve(socket: Socket): void {
  let place: Place | null = null
  let rest = Buffer.alloc(0)
  socket.setNoDelay(true)
  socket.on('error', () => socket.destroy())
  socket.on('close', () => place?.members.delete(socket))
  socket.on('data', (chunk: Buffer) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let at = 0
    if (!place) {
      const end = bytes.indexOf('\n')
      place = enter(bytes.toString('latin1', 0, end), socket)
      at = end + 1
    }
    for (let size = frameBytes(bytes, at); size > 0; size = frameBytes(bytes, at)) {
      at += size
      place.waiting += 1
      if (grown.size === 0) setImmediate(deliver)
      grown.add(place)
    }
    rest = Buffer.from(bytes.subarray(at))
  })
}

const server = createServer(serve).listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
})

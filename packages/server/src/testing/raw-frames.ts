import { type RawSocket, rawFrame } from './raw-socket.ts'

/** Opcodes of RFC 6455 §5.2. */
const [more, text, binary, close, ping, pong] = [0, 1, 2, 8, 9, 10]
const part = { final: false } as const
export const tooLarge = 64 * 1024 + 1
/** A command that anybody may send; its answer shows that the connection still works. */
const probe = rawFrame(text, JSON.stringify({ type: 'do', id: 4242, command: 'server.info', input: {} }))
export const closeWith = (code: number, reason: string | Uint8Array = ''): Buffer =>
  rawFrame(close, Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(reason as Uint8Array)]))
const times = (count: number, frame: Buffer): Buffer => Buffer.concat(Array<Buffer>(count).fill(frame))
const bytes = (...values: number[]): Uint8Array => new Uint8Array(values)

/** What is sent after the upgrade, and the codes of which one has to follow; `lives`: the connection goes on. */
export type FrameCase = readonly [name: string, sent: Buffer, ends: readonly (number | 'cut' | 'lives')[]]

/** Frames that are wrong, or only odd. */
export const frameCases = (): readonly FrameCase[] => [
  ['an unmasked text frame', rawFrame(text, '{"type":"beat"}', { masked: false }), [1002]],
  ['an unmasked close frame', rawFrame(close, '', { masked: false }), [1002]],
  ['reserved opcode 3', rawFrame(3, 'x'), [1002]],
  ['reserved opcode 7', rawFrame(7, 'x'), [1002]],
  ['reserved control opcode 11', rawFrame(11), [1002]],
  ['reserved control opcode 15', rawFrame(15), [1002]],
  ['reserved bit 1', rawFrame(text, 'x', { reserved: 4 }), [1002]],
  ['reserved bit 2', rawFrame(text, 'x', { reserved: 2 }), [1002]],
  ['reserved bit 3', rawFrame(text, 'x', { reserved: 1 }), [1002]],
  ['reserved bits on a control frame', rawFrame(ping, 'x', { reserved: 7 }), [1002]],
  ['a length of 2^63', rawFrame(text, 'x', { length: 2n ** 63n }), [1009]],
  ['a length of 2^64 − 1', rawFrame(text, 'x', { length: 2n ** 64n - 1n }), [1009]],
  ['a length of 2^53', rawFrame(text, 'x', { length: 2n ** 53n }), [1009]],
  ['a length of 2^32', rawFrame(text, 'x', { length: 2n ** 32n }), [1009]],
  ['a frame of one byte too many', rawFrame(text, Buffer.alloc(tooLarge, 'x')), [1009]],
  ['a text of the largest size that is no JSON', rawFrame(text, Buffer.alloc(tooLarge - 1, 'x')), ['lives']],
  ['fragments that are too large together', times(2, rawFrame(more, Buffer.alloc(40_000, 'x'), part)), [1002, 1009]],
  [
    'a started text whose fragments are too large together',
    Buffer.concat([rawFrame(text, Buffer.alloc(40_000, 'x'), part), rawFrame(more, Buffer.alloc(40_000, 'x'))]),
    [1009],
  ],
  ['a continuation of nothing', rawFrame(more, 'x'), [1002]],
  ['a text within a text', Buffer.concat([rawFrame(text, 'x', part), rawFrame(text, 'y')]), [1002]],
  ['a fragmented ping', rawFrame(ping, 'x', part), [1002]],
  ['a ping of 126 bytes', rawFrame(ping, Buffer.alloc(126)), [1002]],
  [
    '100,000 fragments of one byte',
    Buffer.concat([rawFrame(text, '{', part), times(100_000, rawFrame(more, 'x', part))]),
    [1008],
  ],
  [
    '100,000 empty fragments',
    Buffer.concat([rawFrame(text, '', part), times(100_000, rawFrame(more, '', part))]),
    [1008],
  ],
  ['a byte that is no UTF-8', rawFrame(text, bytes(0x22, 0xff, 0x22)), [1007]],
  ['an overlong slash', rawFrame(text, bytes(0x22, 0xc0, 0xaf, 0x22)), [1007]],
  ['a surrogate in UTF-8', rawFrame(text, bytes(0x22, 0xed, 0xa0, 0x80, 0x22)), [1007]],
  ['a character that is cut off', rawFrame(text, bytes(0x22, 0xf0, 0x9f, 0x98)), [1007]],
  [
    'a character over two fragments',
    Buffer.concat([rawFrame(text, bytes(0x22, 0xc3), part), rawFrame(more, bytes(0xa9, 0x22))]),
    ['lives'],
  ],
  ['a binary frame', rawFrame(binary, '{"type":"beat"}'), [1008]],
  ['an empty binary frame', rawFrame(binary), [1008]],
  ['an empty text', rawFrame(text), ['lives']],
  [
    'texts between pings and pongs',
    Buffer.concat([rawFrame(ping, 'x'), rawFrame(pong), rawFrame(text, '[]')]),
    ['lives'],
  ],
  ['a close without a code', rawFrame(close), [1005, 1000]],
  ['a close with half a code', rawFrame(close, bytes(3)), [1002]],
  ['a close with code 999', closeWith(999), [1002]],
  ['a close with code 1005', closeWith(1005), [1002]],
  ['a close with code 1006', closeWith(1006), [1002]],
  ['a close with code 5000', closeWith(5000), [1002]],
  ['a close whose reason is no UTF-8', closeWith(1000, bytes(0xff)), [1007]],
  ['a close, and more after it', Buffer.concat([closeWith(1000), times(100, rawFrame(text, 'x'))]), [1000]],
  ['10,000 pings', times(10_000, rawFrame(ping, 'x')), ['lives', 'cut']],
  ['10,000 pongs that nobody asked for', times(10_000, rawFrame(pong, 'x')), ['lives']],
  ['100,000 zeros', Buffer.alloc(100_000), [1002]],
]

/** Sends bytes and a probe after them; answers how it went on. */
export async function outcomeOf(raw: RawSocket, sent: Uint8Array): Promise<number | 'cut' | 'lives'> {
  raw.write(sent)
  raw.write(probe)
  const end = raw.end()
  const lives = raw.until((heard) => heard.includes('"id":4242'))
  const first = await Promise.race([lives.then((answered) => (answered ? 'lives' : 'over')), end])
  if (first === 'lives') return 'lives'
  const how = await end
  return how.kind === 'cut' ? 'cut' : how.code
}

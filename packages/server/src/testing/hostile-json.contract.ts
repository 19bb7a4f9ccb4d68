const deep = 10_000
const nested = (open: string, close: string): string => `${open.repeat(deep)}1${close.repeat(deep)}`

/** JSON texts of values that no field of any command is made for. */
export const hostileValues: readonly string[] = [
  ...['null', 'true', '0', '-0', '-1', '1.5', '[]', '{}', '[[]]', '{"a":1}', '[null]', '""', '"x"'],
  ...['9223372036854775808', '-9223372036854775809', '9007199254740993', '1e400', '-1e400', '1e-400', '1E+3'],
  ...['"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"\\udc00x"', '"\\u202e"', '"\\ufffe"', '"é̂̃̄"'],
  ...['"__proto__"', '"constructor"', '"\'; DROP TABLE users; --"', '"../../etc/passwd"', '"$' + '{7*7}"', '"%00"'],
  `"${'x'.repeat(50_000)}"`,
  `"${'👩🏽‍🚀'.repeat(1000)}"`,
  `"${'A'.repeat(22)}"`,
  `[${'0,'.repeat(10_000)}0]`,
  ...[
    '{"__proto__":{"kind":"owner"}}',
    '{"constructor":{"prototype":{"kind":"owner"}}}',
    '{"toString":1}',
    '{"length":1e9}',
  ],
  nested('[', ']'),
  nested('{"a":', '}'),
]

/** Texts in place of a whole JSON object. */
export const hostileTexts: readonly string[] = [
  ...['', ' ', '{', '}', '{"a"', '{"a":}', '{"a":1,}', "{'a':1}", '{a:1}', 'NaN', 'Infinity', 'undefined', '// {}'],
  ...['{"a":01}', '{"a":"\u0001"}', '{"a":"\\x"}', '{} {}', '[1', 'nul', '"', '\0', '{"a":1e}', '--1', '0x10'],
  '['.repeat(deep),
  '{"a":'.repeat(deep),
]

type Path = readonly (string | number)[]

/** The places in a value where another could stand, the whole included. */
function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...at, key]))]
}

const mark = '@hostile@'

function marked(value: unknown, [first, ...rest]: Path): unknown {
  if (first === undefined) return mark
  if (Array.isArray(value))
    return value.map((inner, at) => (String(at) === String(first) ? marked(inner, rest) : inner))
  const object = value as Readonly<Record<string, unknown>>
  return { ...object, [first]: marked(object[first], rest) }
}

/** The JSON text of a value with another text in one of its places, or with a key too many. */
export function bent(value: unknown, place: number, hostile: string): string {
  const paths = pathsOf(value)
  const path = paths[place % (paths.length + 1)]
  if (path) return JSON.stringify(marked(value, path)).replace(`"${mark}"`, () => hostile)
  const inner = JSON.stringify(value).slice(1, -1)
  const key = ['__proto__', 'constructor', 'extra'][place % 3]
  return `{${inner}${inner === '' ? '' : ','}"${key}":${hostile}}`
}

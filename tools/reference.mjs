// Fills the tables of docs/protocol.md and docs/operating.md from the declarations. With --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs'
import {
  CallInfo,
  CallSignal,
  Content,
  closeCodes,
  commands,
  defaultLimits,
  Entry,
  Event,
  errors,
  Grant,
  InboxEntry,
  Mark,
  MembershipChange,
  Profile,
  RoomSummary,
  SealedMark,
  SealedMarks,
  SealedTyping,
  SessionInfo,
} from '../packages/protocol/src/index.ts'
import { settings } from '../packages/server/src/config.ts'
import { shapeLines } from './shape-words.mjs'

const cell = (text) => String(text).replaceAll('|', '\\|')
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')
const who = (policy) => (policy.kind === 'room' ? `room: ${policy.atLeast}` : policy.kind)
const codes = (list) => list.map((code) => `\`${code}\``).join(', ')

const block = (...groups) => ['```ts', groups.map((lines) => lines.join('\n')).join('\n\n'), '```'].join('\n')
// Those that hold others come before them.
const shapes = Object.entries({
  RoomSummary,
  Profile,
  Entry,
  InboxEntry,
  Mark,
  SealedMark,
  CallInfo,
  SessionInfo,
  Grant,
})
const either = (schema) => shapeLines(schema).join(' | ')
/** Lines in which shapes that have a name are called by it. */
const short = (lines, named = shapes) =>
  lines.map((line) => named.reduce((text, [name, schema]) => text.replaceAll(either(schema), name), line))
/** A shape in terms of the others. */
const shape = ([name, schema]) => {
  const others = shapes.filter(([other]) => other !== name)
  return `${name} = ${short([either(schema)], others)}`
}
const alternatives = ([name, schema]) => shapeLines(schema).map((line) => `${name} = ${line}`)

const sections = {
  commands: table(
    ['command', 'who', 'what it does', 'errors of its own'],
    commands
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((command) => [
        `\`${command.name}\`${command.over === 'http' ? ' (POST only)' : ''}`,
        who(command.who),
        command.doc,
        codes(command.errors),
      ]),
  ),
  events: block(short(shapeLines(Event))),
  bodies: block(
    ...Object.entries({ Content, MembershipChange, SealedMarks, SealedTyping, CallSignal }).map(alternatives),
  ),
  shapes: block(shapes.map(shape)),
  exchanges: block(
    short(
      commands
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map((command) => `${command.name} ${either(command.input)} → ${either(command.output)}`),
    ),
  ),
  errors: table(
    ['code', 'HTTP', 'try again', 'sentence'],
    Object.entries(errors).map(([code, kind]) => [
      `\`${code}\``,
      kind.status,
      kind.retryable ? 'yes' : '',
      kind.sentence,
    ]),
  ),
  'close-codes': table(
    ['code', 'name', 'then', 'meaning'],
    Object.entries(closeCodes).map(([number, code]) => [number, code.name, code.next, code.meaning]),
  ),
  limits: table(
    ['limit', 'default'],
    Object.entries(defaultLimits).map(([name, value]) => [`\`${name}\``, value]),
  ),
  settings: table(
    ['variable', 'what it does', 'default'],
    Object.entries(settings).map(([name, { doc, fallback }]) => [
      `\`${name}\``,
      doc,
      Array.isArray(fallback) || fallback === '' || fallback === null ? 'none' : `\`${fallback}\``,
    ]),
  ),
}

const filled = (text) =>
  text.replace(/<!-- ([a-z-]+) -->[\s\S]*?<!-- \/\1 -->/g, (old, name) =>
    sections[name] ? `<!-- ${name} -->\n${sections[name]}\n<!-- /${name} -->` : old,
  )

let stale = 0
for (const path of ['docs/protocol.md', 'docs/operating.md']) {
  const url = new URL(`../${path}`, import.meta.url)
  const text = readFileSync(url, 'utf8')
  if (filled(text) === text) continue
  if (process.argv.includes('--check')) {
    process.stderr.write(`${path} does not match the declarations: run node tools/reference.mjs\n`)
    stale += 1
  } else writeFileSync(url, filled(text))
}
process.exit(stale > 0 ? 1 : 0)

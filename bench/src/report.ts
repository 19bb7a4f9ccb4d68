import type { Bar } from './bar.ts'
import { machine } from './machine.ts'
import { json } from './options.ts'

export type Row = readonly (string | number)[]

/** Says what goes on, to people: stdout carries the result alone. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

const shown = (cell: string | number): string => (typeof cell === 'number' ? String(Number(cell.toPrecision(3))) : cell)

/** Prints rows in columns; the first row is the heading. */
export function table(rows: readonly Row[]): void {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => shown(row[at] ?? '').length)))
  const lines = rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? shown(cell).padEnd(widths[at] ?? 0) : shown(cell).padStart(widths[at] ?? 0)))
      .join('  '),
  )
  const out = json ? process.stderr : process.stdout
  out.write(`\n${lines.join('\n')}\n`)
}

/** Ends a measurement: the bars as a table, or with `--json` as one object; exit code 1 when one is not met. */
export function conclude(name: string, bars: readonly Bar[]): void {
  const rows = bars.map(
    ({ id, value, unit, limit, ok }): Row => [id, value, unit, String(limit), ok ? 'met' : 'NOT MET'],
  )
  table([['bar', 'value', 'unit', 'limit', ''], ...rows])
  say(`\n${machine()}`)
  if (json) process.stdout.write(`${JSON.stringify({ name, machine: machine(), bars })}\n`)
  process.exitCode = bars.every((bar) => bar.ok) ? 0 : 1
}

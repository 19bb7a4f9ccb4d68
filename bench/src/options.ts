import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false }, postgres: { type: 'boolean', default: false } },
  allowPositionals: true,
})

/** `--json`: one object on stdout. `--postgres`: the server keeps what it is given in PostgreSQL, where that is measured. */
export const { json, postgres } = values

/** The parts of a measurement that are wanted, by name; none is named: all of it. */
export const parts: readonly string[] = positionals

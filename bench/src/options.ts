import { parseArgs } from 'node:util'

/** `--json`: one object on stdout. `--postgres`: the server keeps what it is given in PostgreSQL, where that is measured. */
export const { json, postgres } = parseArgs({
  options: { json: { type: 'boolean', default: false }, postgres: { type: 'boolean', default: false } },
}).values

// Adds up the result files that Vitest left in a folder; the last line of a run of .ci/run.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder = '.'] = process.argv.slice(2)
const runs = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')))
const sum = (key) => runs.reduce((total, run) => total + run[key], 0)
const skipped = sum('numPendingTests') + sum('numTodoTests')
const counts = `${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed`
process.stdout.write(`CI: ${counts}${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)

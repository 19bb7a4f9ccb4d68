// A file can be read in one sitting: none written by hand is longer than 400 lines, and half of them are far shorter.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { conclude, filesByHand, root } from './house.mjs'

const longest = 400
const highestMedian = 60

const files = filesByHand(['.ts', '.tsx', '.mjs', '.css'])
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  .filter(({ text }) => !text.slice(0, 300).includes('@generated'))
  .map(({ path, text }) => ({ path, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) }))

const sources = files.filter(({ path }) => /\.tsx?$/.test(path)).map(({ lines }) => lines)
const median = sources.sort((a, b) => a - b)[Math.floor(sources.length / 2)] ?? 0

const tooLong = files.filter(({ lines }) => lines > longest)
const problems = tooLong.map(({ path, lines }) => `${path}: ${lines} lines, more than ${longest}`)
if (median > highestMedian) problems.push(`the median source file has ${median} lines, more than ${highestMedian}`)
conclude(problems, `file sizes: ${files.length} files, the median source has ${median} lines`)

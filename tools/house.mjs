// What the checks of the repository share: which files are written by hand, and how a check ends.
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const notByHand = /(^|\/)(node_modules|dist|lint-fixtures)$|^(\.git|\.tsc|data|e2e\/screens)$/

/** Files with one of the endings, as paths relative to `top`. */
export function filesByHand(endings, top = root, folder = top) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return notByHand.test(relative(top, path)) ? [] : filesByHand(endings, top, path)
    return endings.some((ending) => entry.name.endsWith(ending)) ? [relative(top, path)] : []
  })
}

/** Prints what is wrong, or one line that says what was looked at, and sets the exit code. */
export function conclude(problems, summary) {
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  process.stdout.write(`${summary}${problems.length > 0 ? `: ${problems.length} wrong` : ''}\n`)
  process.exitCode = problems.length > 0 ? 1 : 0
}

import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const sheets = globSync('**/*.module.css', { cwd: new URL('..', import.meta.url) })
const tokens = new Set(
  [...readFileSync(new URL('./tokens.css', import.meta.url), 'utf8').matchAll(/(--[\w-]+):/g)].map((found) => found[1]),
)

/** The declarations of a sheet; conditions of @media and @container cannot use tokens and are left out. */
function declarations(sheet: string): string[] {
  const css = readFileSync(new URL(`../${sheet}`, import.meta.url), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  return [...css.matchAll(/([\w-]+):\s*([^;{}]+);/g)].map((found) => `${sheet}: ${found[1]}: ${found[2]?.trim()}`)
}

const all = sheets.flatMap(declarations)

test('component styles take colours, sizes and durations from tokens', () => {
  const raw = /#[0-9a-f]{3,8}\b|\b(rgba?|hsla?)\(|[\d.](px|rem|ms|s)\b/i
  expect(all.length).toBeGreaterThan(100)
  expect(all.filter((line) => raw.test(line.slice(line.indexOf(': '))))).toEqual([])
})

test('component styles have logical directions only', () => {
  const physical =
    /: (margin|padding|border)-(left|right|top|bottom)|: (left|right|top|bottom|width|height|(min|max)-(width|height)):/
  expect(all.filter((line) => physical.test(line))).toEqual([])
})

test('every token that a component asks for exists, or is set by the component', () => {
  const set = new Set([...all.join('\n').matchAll(/: (--[\w-]+):/g)].map((found) => found[1]))
  const local = new Set([
    '--level',
    '--list-w',
    '--avatar',
    '--avatar-ground',
    '--avatar-colour',
    '--columns',
    '--rows',
    '--lane',
    '--anchor-width',
    '--available-height',
    '--transform-origin',
    '--toast-index',
    '--toast-offset-y',
    '--toast-swipe-movement-x',
    '--toast-swipe-movement-y',
    '--visual-viewport-height',
  ])
  const asked = all.flatMap((line) => [...line.matchAll(/var\((--[\w-]+)/g)].map((found) => [found[1], line] as const))
  expect(
    asked.filter(([name]) => !tokens.has(name) && !set.has(name) && !local.has(name ?? '')).map(([, l]) => l),
  ).toEqual([])
})

// Proves that the linters still see what they are relied on for. tools/lint-fixtures/bad mirrors the repository with
// files that break a rule each, named in a first line `// expect: RULE`; every file under good must pass.
import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { conclude, filesByHand, root } from './house.mjs'

const settings = ['biome.json', '.oxlintrc.json', 'package.json', 'tsconfig.base.json']
const packages = ['protocol', 'e2ee', 'client', 'server', 'web']
const parts = ['package.json', 'tsconfig.json']

// The samples lie where the rules look for them, beside the repository's own settings.
function repositoryOf(samples) {
  const copy = mkdtempSync(join(tmpdir(), 'parley-lint-'))
  cpSync(join(root, 'tools/lint-fixtures', samples), copy, { recursive: true })
  cpSync(join(root, 'tools/lint'), join(copy, 'tools/lint'), { recursive: true })
  for (const file of [...settings, ...packages.flatMap((name) => parts.map((part) => `packages/${name}/${part}`))]) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    copyFileSync(join(root, file), join(copy, file))
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

function output(program, args, cwd) {
  const done = spawnSync(join(root, 'node_modules/.bin', program), args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 })
  if (done.error) throw done.error
  return JSON.parse(done.stdout)
}

/** What both linters say, as `{ path, rule }`; the rules of our own are told by what they say. */
function findings(copy) {
  const biome = output('biome', ['lint', '--reporter=json', '--max-diagnostics=none', 'packages'], copy).diagnostics
  const oxlint = output('oxlint', ['--type-aware', '--format=json', 'packages'], copy).diagnostics
  return [
    ...biome.map(({ category, message, location }) => ({ path: location.path, rule: `${category} ${message}` })),
    ...oxlint.map(({ code, filename }) => ({ path: filename, rule: code })),
  ]
}

function inCopyOf(samples, look) {
  const copy = repositoryOf(samples)
  try {
    return look(copy, findings(copy))
  } finally {
    rmSync(copy, { recursive: true })
  }
}

const expectations = inCopyOf('bad', (copy, found) =>
  filesByHand(['.ts', '.tsx'], copy).flatMap((file) => {
    const named = [...readFileSync(join(copy, file), 'utf8').matchAll(/^\/\/ expect: (.+)$/gm)].map((match) => match[1])
    const rules = named.length > 0 ? named : ['some rule named in its first line']
    const said = found.filter(({ path }) => path === file)
    return rules.map((rule) => ({ file, rule, seen: said.some((one) => one.rule.includes(rule)) }))
  }),
)
const unseen = expectations
  .filter(({ seen }) => !seen)
  .map(({ file, rule }) => `lint-fixtures/bad/${file} should break ${rule}; no linter says so`)
const unjust = inCopyOf('good', (_, found) =>
  found.map(({ path, rule }) => `lint-fixtures/good/${path} should pass; it breaks ${rule}`),
)
conclude([...unseen, ...unjust], `lint fixtures: ${expectations.length} breaches tried`)

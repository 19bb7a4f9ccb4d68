// Proves that the linters still see what they are relied on for. tools/lint-fixtures/bad mirrors the repository with
// files that break a rule each, named in a first line `// expect: RULE`; every file under good must pass.
import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { conclude, filesByHand, root } from './house.mjs'

const settings = ['biome.json', '.oxlintrc.json', 'package.json', 'tsconfig.base.json']
const packages = ['protocol', 'server', 'web']
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

function check(samples, judge) {
  const copy = repositoryOf(samples)
  try {
    const found = findings(copy)
    return filesByHand(['.ts', '.tsx'], join(copy, 'packages')).flatMap((file) => judge(copy, file, found))
  } finally {
    rmSync(copy, { recursive: true })
  }
}

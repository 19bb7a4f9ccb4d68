// The programs of Debian that tests need: PostgreSQL, a browser and what else npm does not have.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { fail, run, say } from './bootstrap.mjs'

const inPath = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

// Debian keeps the programs of PostgreSQL out of PATH, in a folder for each version.
const versions = '/usr/lib/postgresql'
const hasPostgres = () =>
  existsSync(versions) && readdirSync(versions).some((version) => existsSync(`${versions}/${version}/bin/initdb`))

const known = [
  { debian: 'chromium', isThere: () => inPath('chromium') },
  { debian: 'chromium-headless-shell', isThere: () => inPath('chromium-headless-shell') },
  { debian: 'coturn', isThere: () => inPath('turnserver') },
  { debian: 'postgresql', isThere: hasPostgres },
  { debian: 'faketime', isThere: () => inPath('faketime') },
  { debian: 'iproute2', isThere: () => inPath('ip') && inPath('tc') },
  { debian: 'nftables', isThere: () => inPath('nft') },
  { debian: 'redis-server', isThere: () => inPath('redis-server') },
  { debian: 'strace', isThere: () => inPath('strace') },
]

const missingPackages = (needed) =>
  known.filter(({ debian, isThere }) => needed.includes(debian) && !isThere()).map(({ debian }) => debian)

// Debian starts a service as soon as it is installed, unless this file forbids it; a test needs the program alone.
function withoutStartingServices(work) {
  const policy = '/usr/sbin/policy-rc.d'
  if (existsSync(policy)) return work()
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return work()
  } finally {
    rmSync(policy)
  }
}

/** Installs those of these packages that are not there yet. */
export function installPrograms(...needed) {
  const missing = missingPackages(needed)
  if (missing.length === 0) return
  const byHand = `Please install them, on Debian with: sudo apt-get install ${missing.join(' ')}`
  const root = process.getuid?.() === 0
  if (!root || !existsSync('/usr/bin/apt-get')) fail(`the tests need ${missing.join(' and ')}. ${byHand}`)
  say(`installing ${missing.join(' and ')} (apt-get)`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...missing]
  run('apt-get', ['update', '-qq'], { env })
  const status = withoutStartingServices(() => run('apt-get', install, { env }))
  if (status !== 0) fail(`apt-get could not install ${missing.join(' and ')}. ${byHand}`)
}

// npm test: installs what is missing, then runs every check and every test, browsers included.
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { become, child, fail, install, node, run, say } from './bootstrap.mjs'

const needed = [
  { program: 'chromium', debian: 'chromium' },
  { program: 'turnserver', debian: 'coturn' },
]

function missingPackages() {
  const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
  return needed.filter(({ program }) => !has(program)).map(({ debian }) => debian)
}

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

function installPrograms() {
  const missing = missingPackages()
  if (missing.length === 0) return
  const byHand = `Please install them, on Debian with: sudo apt-get install ${missing.join(' ')}`
  const root = process.getuid?.() === 0
  if (!root || !existsSync('/usr/bin/apt-get')) fail(`the browser tests need ${missing.join(' and ')}. ${byHand}`)
  say(`installing ${missing.join(' and ')} (apt-get)`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...missing]
  run('apt-get', ['update', '-qq'], { env })
  const status = withoutStartingServices(() => run('apt-get', install, { env }))
  if (status !== 0) fail(`apt-get could not install ${missing.join(' and ')}. ${byHand}`)
}

install()
node()
installPrograms()
const verified = await child('npm', ['run', '-s', 'verify']).ended
if (verified !== 0) process.exit(verified)
await become('vitest', ['run', '--project', 'e2e'])

// Shared by the commands that start something. Plain JavaScript without dependencies: it must run on whatever Node the
// machine has, before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
const stamp = join(root, 'node_modules', '.parley-lock')

export function say(line) {
  process.stderr.write(`parley: ${line}\n`)
}

export function fail(line) {
  say(line)
  process.exit(1)
}

/** Installs the packages of the lock file, unless they are the ones last installed. */
export function install() {
  const want = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return
  say('installing packages (npm ci)')
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const done = spawnSync('npm', args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, PATH: outerPath() },
  })
  if (done.error) fail(`npm could not be started: ${done.error.message}`)
  if (done.status !== 0) fail('npm ci failed; its reason stands above. Without a network, nothing can be installed.')
  writeFileSync(stamp, want)
}

// npm must run on a Node outside node_modules: `npm ci` deletes that folder first.
function outerPath() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((dir) => !dir.endsWith(join('node_modules', '.bin')))
    .join(delimiter)
}

/** The Node that runs TypeScript: the one from the lock file, else this one if it is new enough. */
export function node() {
  for (const candidate of [join(bin, 'node'), process.execPath]) {
    const probe = spawnSync(candidate, ['-p', 'process.versions.node'], { encoding: 'utf8' })
    if (probe.status === 0 && Number.parseInt(probe.stdout, 10) >= 24) return candidate
  }
  return fail(`Node 24 or newer is needed; this is ${process.version}. See https://nodejs.org/en/download`)
}

/** Runs a program to its end with the packages' commands in PATH; all it says goes to stderr. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], env: environment(), ...options })
  if (done.error) fail(`${command} could not be started: ${done.error.message}`)
  return done.status ?? 1
}

/** Starts a program in the foreground: same terminal, signals passed on. `ended` resolves with its exit code. */
export function child(command, args, env = {}) {
  const started = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...environment(), ...env } })
  const pass = (signal) => started.kill(signal)
  for (const signal of signals) process.on(signal, pass)
  const ended = new Promise((resolve) => {
    started.on('error', (error) => fail(`${command} could not be started: ${error.message}`))
    started.on('exit', (code, signal) => {
      for (const one of signals) process.off(one, pass)
      resolve(code ?? (signal === 'SIGKILL' ? 137 : 1))
    })
  })
  return { ended, stop: () => started.kill('SIGTERM') }
}

/** Runs a program in the foreground; its exit code becomes ours. */
export async function become(command, args) {
  process.exit(await child(command, args).ended)
}

function environment() {
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` }
}

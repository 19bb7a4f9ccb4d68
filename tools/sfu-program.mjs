// Where livekit-server lies, the program that forwards the media of calls with many people. Where it is neither in PATH nor
// built yet, Go builds the version that is known to work; where there is no Go, the released program is fetched.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, say } from './bootstrap.mjs'
import { downloadSfu } from './sfu-download.mjs'

export const version = '1.13.5'
const folder = join(root, '.cache')
const built = join(folder, 'livekit-server')

const versionOf = (program) =>
  spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout?.match(/\d+\.\d+\.\d+/)?.[0]

/** The program, or null; one of another version does not count. */
export function findSfu() {
  const named = process.env.PARLEY_SFU
  const candidates = named ? [named] : [built, 'livekit-server']
  const found = candidates.find((program) => versionOf(program) === version)
  if (!found || found.includes('/')) return found ?? null
  return spawnSync('sh', ['-c', `command -v ${found}`], { encoding: 'utf8' }).stdout.trim()
}

const hasGo = () => spawnSync('go', ['version']).status === 0

function build() {
  say(`building livekit-server ${version} with Go; that takes some minutes, once`)
  mkdirSync(folder, { recursive: true })
  const draft = mkdtempSync(join(folder, 'go-'))
  const source = `github.com/livekit/livekit-server/cmd/server@v${version}`
  const done = spawnSync('go', ['install', '-ldflags=-s -w', source], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, GOBIN: draft, CGO_ENABLED: '0', GOFLAGS: '' },
  })
  const made = join(draft, 'server')
  if (done.status === 0 && existsSync(made)) renameSync(made, built)
  rmSync(draft, { recursive: true })
}

/** The program, built or fetched first if it has to be; null where neither can be done. */
export async function installSfu() {
  const found = findSfu()
  if (found) return found
  if (hasGo()) build()
  return findSfu() ?? ((await downloadSfu(version, built)) ? findSfu() : null)
}

/** Where the program for larger calls is there, the server uses it, unless it is told of an SFU elsewhere. */
export function nameSfu() {
  if (!process.env.LIVEKIT_URL) process.env.PARLEY_SFU ??= findSfu() ?? ''
}

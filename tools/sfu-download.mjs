// Fetches the released livekit-server for this machine, for whoever has no Go to build it.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { say } from './bootstrap.mjs'

const released = 'https://github.com/livekit/livekit/releases/download'
/** How the releases call the processors that they are made for. */
const processors = { x64: 'amd64', arm64: 'arm64', arm: 'armv7' }
/** Milliseconds for the whole download. */
const patience = 600_000

async function fetched(url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(patience) })
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`)
  return Buffer.from(await answer.arrayBuffer())
}

/** The SHA-256 that a list of checksums gives for a file, in hex. */
function checksumOf(list, name) {
  const line = list.split('\n').find((one) => one.trim().endsWith(name))
  if (!line) throw new Error(`its list of checksums does not name ${name}`)
  return line.trim().split(/\s+/)[0]
}

/**
 * Puts the released program of a version at `target`. Answers whether it is there; says why where it is not.
 * `PARLEY_SFU_RELEASES`: another place for the releases, such as a mirror.
 */
export async function downloadSfu(version, target) {
  const processor = processors[process.arch]
  if (process.platform !== 'linux' || !processor) {
    say(`there is no release of livekit-server for ${process.platform} on ${process.arch}`)
    return false
  }
  const name = `livekit_${version}_linux_${processor}.tar.gz`
  const base = `${process.env.PARLEY_SFU_RELEASES ?? released}/v${version}`
  mkdirSync(dirname(target), { recursive: true })
  const draft = mkdtempSync(join(dirname(target), 'release-'))
  try {
    say(`fetching ${base}/${name}, once`)
    const [list, archive] = await Promise.all([fetched(`${base}/checksums.txt`), fetched(`${base}/${name}`)])
    const sum = createHash('sha256').update(archive).digest('hex')
    if (sum !== checksumOf(list.toString('utf8'), name)) throw new Error(`${name} is not what its checksum says`)
    const packed = join(draft, name)
    writeFileSync(packed, archive)
    const done = spawnSync('tar', ['-xzf', packed, '-C', draft, 'livekit-server'], { stdio: ['ignore', 2, 2] })
    if (done.status !== 0) throw new Error(`${name} cannot be unpacked`)
    chmodSync(join(draft, 'livekit-server'), 0o755)
    renameSync(join(draft, 'livekit-server'), target)
    return true
  } catch (error) {
    say(`livekit-server could not be fetched: ${error.cause?.message ?? error.message}`)
    return false
  } finally {
    rmSync(draft, { recursive: true })
  }
}

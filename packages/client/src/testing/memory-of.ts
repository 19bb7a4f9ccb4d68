import { open, readFile } from 'node:fs/promises'

/** Bytes that are read at once, and that two pieces share, so that nothing is cut in two. */
const piece = 2 ** 20
const shared = 4096
const nothing = Buffer.alloc(piece)

interface Region {
  readonly from: number
  readonly to: number
}

/** What a process can write to (proc(5), `/proc/pid/maps`): heaps, stacks, data. Code and files it only reads are not. */
function writable(maps: string): readonly Region[] {
  return maps.split('\n').flatMap((line) => {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? []
    return from === undefined || to === undefined
      ? []
      : [{ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) }]
  })
}

/**
 * Everything that a process of ours holds in writable memory, piece by piece; it stands still meanwhile. Linux only.
 * Throws EACCES or EPERM where the system forbids one to look. A buffer is good until the next one is asked for.
 */
export async function* memoryOf(pid: number): AsyncGenerator<Buffer> {
  process.kill(pid, 'SIGSTOP')
  try {
    await using memory = await open(`/proc/${pid}/mem`, 'r')
    const buffer = Buffer.alloc(piece)
    for (const { from, to } of writable(await readFile(`/proc/${pid}/maps`, 'latin1'))) {
      for (let at = from; at < to; at += piece - shared) {
        try {
          const { bytesRead } = await memory.read(buffer, 0, Math.min(piece, to - at), at)
          const held = buffer.subarray(0, bytesRead)
          // Most of what a process has reserved it never touched.
          if (!held.equals(nothing.subarray(0, bytesRead))) yield held
        } catch (error) {
          // Some regions belong to the kernel.
          if ((error as NodeJS.ErrnoException).code !== 'EIO') throw error
          break
        }
      }
    }
  } finally {
    process.kill(pid, 'SIGCONT')
  }
}

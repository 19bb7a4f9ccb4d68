import { readFile } from 'node:fs/promises'

/** Bytes that a process has read and written so far, connections and files alike (proc(5), `io`). */
export async function bytesOf(pid: number): Promise<number> {
  const io = await readFile(`/proc/${pid}/io`, 'utf8')
  return [...io.matchAll(/^[rw]char: (\d+)$/gm)].reduce((sum, [, bytes]) => sum + Number(bytes), 0)
}

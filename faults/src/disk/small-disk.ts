import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, open, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const isFull = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOSPC'

/** A disk in memory on which little has room. Linux, root. */
export class SmallDisk implements AsyncDisposable {
  readonly path: string
  readonly #folder: string
  readonly #filler: string
  readonly #crowd: string

  private constructor(folder: string) {
    this.#folder = folder
    this.path = join(folder, 'disk')
    this.#filler = join(this.path, 'filler')
    this.#crowd = join(this.path, 'crowd')
  }

  /** @param files how many files it has room for */
  static async make(megabytes: number, files: number): Promise<SmallDisk> {
    const disk = new SmallDisk(await mkdtemp(join(tmpdir(), 'parley-small-')))
    await mkdir(disk.path)
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,nr_inodes=${files}`, 'tmpfs', disk.path])
    await mkdir(disk.#crowd)
    return disk
  }

  /** Leaves no room. */
  async fill(): Promise<void> {
    await using file = await open(this.#filler, 'a')
    const page = Buffer.alloc(4096)
    try {
      for (;;) await file.write(page)
    } catch (error) {
      if (!isFull(error)) throw error
    }
  }

  async free(): Promise<void> {
    await truncate(this.#filler)
  }

  /** Leaves room for no further file. */
  async crowd(): Promise<void> {
    try {
      for (let n = 0; ; n += 1) await (await open(join(this.#crowd, `${n}`), 'w')).close()
    } catch (error) {
      if (!isFull(error)) throw error
    }
  }

  /** Room for files again. */
  async disperse(): Promise<void> {
    await rm(this.#crowd, { recursive: true })
    await mkdir(this.#crowd)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await run('umount', ['-l', this.path])
    await rm(this.#folder, { recursive: true, force: true })
  }
}

import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const imageBytes = 256 * 2 ** 20
/** Kills a process and stops the file system with `EXT4_IOC_SHUTDOWN` (fs/ext4/ext4.h), flag 2: the journal not flushed. */
const cutPower = [
  'open F, "<", $ARGV[0] or die $!',
  'kill "KILL", $ARGV[1]',
  'ioctl(F, 0x8004587D, my $flag = pack("L", 2)) or die $!',
].join('; ')

/** A disk of its own whose power can be cut: an ext4 image behind a loop device. Linux, root. */
export class LoopDisk implements AsyncDisposable {
  readonly #folder: string
  readonly #image: string
  /** Where it is mounted. */
  readonly path: string

  private constructor(folder: string) {
    this.#folder = folder
    this.#image = join(folder, 'disk.img')
    this.path = join(folder, 'disk')
  }

  /** Makes and mounts one. Throws where that is not allowed. */
  static async make(): Promise<LoopDisk> {
    const disk = new LoopDisk(await mkdtemp(join(tmpdir(), 'parley-disk-')))
    try {
      await mkdir(disk.path)
      await writeFile(disk.#image, '')
      await truncate(disk.#image, imageBytes)
      await run('mkfs.ext4', ['-q', '-F', disk.#image])
      await disk.mount()
      return disk
    } catch (error) {
      await disk[Symbol.asyncDispose]()
      throw error
    }
  }

  async mount(): Promise<void> {
    await run('mount', ['-o', 'loop,noatime', this.#image, this.path])
  }

  /**
   * Cuts the power in one instant, for a process and for the disk that it writes to. The process goes microseconds
   * ahead: a machine without power says nothing more, while a live one would be told that an fsync which this very
   * cut interrupts has succeeded.
   */
  async cut(pid: number): Promise<void> {
    await run('perl', ['-e', cutPower, this.path, String(pid)])
  }

  /** Power back on: what had not reached the disk is gone. Whoever had files open there must have ended. */
  async restart(): Promise<void> {
    await run('umount', [this.path])
    await this.mount()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await run('umount', ['-l', this.path]).catch(() => undefined)
    await rm(this.#folder, { recursive: true, force: true })
  }
}

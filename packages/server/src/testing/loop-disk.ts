import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
/** Kills processes and stops the file system with `EXT4_IOC_SHUTDOWN` (fs/ext4/ext4.h), flag 2: the journal not flushed. */
const cutPower = [
  'open F, "<", $ARGV[0] or die $!',
  'kill "KILL", @ARGV[1 .. $#ARGV]',
  'ioctl(F, 0x8004587D, my $flag = pack("L", 2)) or die $!',
].join('; ')

/** Killed processes let go of their files a moment later. */
const triesMost = 1000

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
  static async make(megabytes = 256): Promise<LoopDisk> {
    const disk = new LoopDisk(await mkdtemp(join(tmpdir(), 'parley-disk-')))
    try {
      // Whoever may not be root has to get through to what is theirs on it.
      await chmod(disk.#folder, 0o755)
      await mkdir(disk.path)
      await writeFile(disk.#image, '')
      await truncate(disk.#image, megabytes * 2 ** 20)
      await run('mkfs.ext4', ['-q', '-F', '-e', 'remount-ro', disk.#image])
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
   * Cuts the power in one instant, for processes and for the disk that they write to. The processes go microseconds
   * ahead: a machine without power says nothing more, while a live one would be told that an fsync which this very
   * cut interrupts has succeeded.
   */
  async cut(...pids: readonly number[]): Promise<void> {
    await run('perl', ['-e', cutPower, this.path, ...pids.map(String)])
  }

  /** Everything that was written so far is on the disk. */
  async flush(): Promise<void> {
    await run('sync', ['-f', this.path])
  }

  /** It can only be read from now on, as after an error that its file system has found; until it is restarted. */
  async becomeReadOnly(): Promise<void> {
    const { stdout } = await run('findmnt', ['-n', '-o', 'SOURCE', this.path])
    await writeFile(`/sys/fs/ext4/${basename(stdout.trim())}/trigger_fs_error`, '1')
  }

  /** Power back on: what had not reached the disk is gone. Whoever had files open there must be about to end. */
  async restart(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await run('umount', [this.path])
        break
      } catch (error) {
        if (tries === triesMost) throw error
      }
    }
    await this.mount()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await run('umount', ['-l', this.path]).catch(() => undefined)
    await rm(this.#folder, { recursive: true, force: true })
  }
}

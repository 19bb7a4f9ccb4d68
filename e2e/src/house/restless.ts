import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A camera before which everything is in motion, so that its picture needs as much of a line as it may. */
export interface RestlessCamera extends AsyncDisposable {
  /** Flags of a browser that has this camera, and lets every page use it. */
  readonly flags: readonly string[]
}

const [width, height] = [640, 360]
/** Pictures until it begins anew: more than a codec keeps in mind. */
const pictures = 12

/** A film without sound or colour (YUV4MPEG2, 4:2:0). */
function film(): Buffer {
  const grey = Buffer.alloc((width * height) / 2, 128)
  const frame = (): readonly Buffer[] => {
    const bright = randomBytes(width * height)
    for (const [at, noise] of bright.entries()) bright[at] = 64 + ((at % width) >> 3) + (noise >> 3)
    return [Buffer.from('FRAME\n'), bright, grey]
  }
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420\n`)
  return Buffer.concat([head, ...Array.from({ length: pictures }, frame).flat()])
}

export async function openRestlessCamera(): Promise<RestlessCamera> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-restless-'))
  const path = join(folder, 'film.y4m')
  await writeFile(path, film())
  return {
    flags: ['--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${path}`],
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'

/** A camera before which one holds what stands on a screen. */
export interface Camera extends AsyncDisposable {
  /** Flags of a browser that has this camera, and lets every page use it. */
  readonly flags: readonly string[]
  /** Holds a part of a page before it; it is seen from the next time on that a page opens the camera. */
  hold(part: Locator): Promise<void>
}

const [width, height] = [640, 480]

/** What the camera sees, as brightness of each point: the picture in the middle of a bright wall. */
async function brightness(part: Locator): Promise<Buffer> {
  const png = await part.screenshot()
  const bright = await part.page().evaluate(
    async ({ base64, width, height }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const brush = new OffscreenCanvas(width, height).getContext('2d')
      if (!brush) return []
      brush.fillStyle = 'white'
      brush.fillRect(0, 0, width, height)
      brush.drawImage(picture, (width - picture.width) / 2, (height - picture.height) / 2)
      const { data } = brush.getImageData(0, 0, width, height)
      return Array.from({ length: width * height }, (_, at) => data[at * 4] ?? 0)
    },
    { base64: png.toString('base64'), width, height },
  )
  return Buffer.from(bright)
}

/** Two pictures of a film without sound or colour (YUV4MPEG2, 4:2:0), which begins anew after them. */
function film(bright: Buffer): Buffer {
  const frame = [Buffer.from('FRAME\n'), bright, Buffer.alloc((width * height) / 2, 128)]
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`), ...frame, ...frame])
}

/** A camera before a grey wall. */
export async function openCamera(): Promise<Camera> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-camera-'))
  const path = join(folder, 'film.y4m')
  await writeFile(path, film(Buffer.alloc(width * height, 128)))
  return {
    flags: ['--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${path}`],
    hold: async (part) => await writeFile(path, film(await brightness(part))),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const width = 160
const height = 90
/** Pictures a second, and how many there are before they begin anew. */
const rate = 20
const pictures = 40

/** A bright bar that goes from left to right, in I420. */
function pictureAt(turn: number): Buffer {
  const luma = Buffer.alloc(width * height, 40)
  const left = Math.floor(((width - 16) * turn) / pictures)
  for (let row = 0; row < height; row += 1) luma.fill(220, row * width + left, row * width + left + 16)
  return Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((width / 2) * (height / 2) * 2, 128)])
}

/**
 * What a camera with small pictures films, for Chromium's `--use-file-for-fake-video-capture` (YUV4MPEG2: a line of
 * parameters, then one of `FRAME` before the planes of each picture).
 * @returns where it lies
 */
export async function smallCamera(folder: string): Promise<string> {
  const path = join(folder, 'camera.y4m')
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F${rate}:1 Ip A1:1 C420\n`)
  await writeFile(path, Buffer.concat([head, ...Array.from({ length: pictures }, (_, turn) => pictureAt(turn))]))
  return path
}

import { create } from 'qrcode'
import { expect, test } from 'vitest'
import { bytesIn } from './camera.ts'

/** A code as a camera sees it, with an edge around it. */
function picture(content: Uint8Array) {
  const { modules } = create([{ data: content, mode: 'byte' }], { errorCorrectionLevel: 'L' })
  const [scale, edge] = [6, 4]
  const side = (modules.size + 2 * edge) * scale
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const [row, column] = [Math.floor(y / scale) - edge, Math.floor(x / scale) - edge]
      const isInside = row >= 0 && column >= 0 && row < modules.size && column < modules.size
      if (isInside && modules.get(row, column)) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3)
    }
  }
  return { width: side, height: side, data }
}

test('every byte of a code is read as it was drawn, whatever it would be as text', () => {
  const all = Uint8Array.from({ length: 122 }, (_, at) => (at * 37 + 129) % 256)
  expect(bytesIn(picture(all))).toEqual(all)
  expect(bytesIn(picture(Uint8Array.of(0, 255, 128, 195, 40)))).toEqual(Uint8Array.of(0, 255, 128, 195, 40))
})

test('where there is no code, none is seen', () => {
  expect(bytesIn({ width: 64, height: 64, data: new Uint8ClampedArray(64 * 64 * 4).fill(255) })).toBeNull()
})

import { create } from 'qrcode'
import { expect, test } from 'vitest'
import { qrPath } from './qr-path.ts'

test('the path covers exactly the dark modules', () => {
  const { modules } = create('https://chat.example/i/9f3k2', { errorCorrectionLevel: 'M' })
  const isDark = (row: number, column: number) => modules.get(row, column) === 1
  const drawn = new Set<string>()
  for (const run of qrPath(modules.size, isDark).matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    const [column = 0, row = 0, length = 0] = run.slice(1).map(Number)
    for (let at = 0; at < length; at += 1) drawn.add(`${row} ${column + at}`)
  }
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      expect(drawn.has(`${row} ${column}`)).toBe(isDark(row, column))
    }
  }
})

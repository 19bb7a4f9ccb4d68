/** Draws a square of dark and light modules as one SVG path, each run of a line in one stroke. */
export function qrPath(size: number, isDark: (row: number, column: number) => boolean): string {
  let path = ''
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      let end = column
      while (end < size && isDark(row, end)) end += 1
      if (end > column) path += `M${column} ${row}h${end - column}v1h-${end - column}z`
      column = end
    }
  }
  return path
}

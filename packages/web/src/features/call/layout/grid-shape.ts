/** How many tiles stand beside and below each other. */
export interface GridShape {
  readonly columns: number
  readonly rows: number
}

/** Of a picture, across by down. */
const aspect = 16 / 9

/** Width of a picture in a tile of this size, as far as both fit. */
const pictureIn = (across: number, down: number): number => Math.min(across, down * aspect)

/** The shape in which so many pictures are largest on a ground of so many pixels; of two equals the wider one. */
export function gridShape(tiles: number, width: number, height: number): GridShape {
  const shapes = Array.from({ length: Math.max(tiles, 1) }, (_, n): GridShape => {
    const columns = tiles - n || 1
    return { columns, rows: Math.ceil(tiles / columns) || 1 }
  })
  const sizeOf = ({ columns, rows }: GridShape): number => pictureIn(width / columns, height / rows)
  return shapes.reduce((best, shape) => (sizeOf(shape) > sizeOf(best) ? shape : best))
}

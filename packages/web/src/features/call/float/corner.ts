/** Where a floating picture stands. */
export type Corner =
  | 'block-start-inline-start'
  | 'block-start-inline-end'
  | 'block-end-inline-start'
  | 'block-end-inline-end'

interface Place {
  readonly isEnd: boolean
  readonly isLow: boolean
}

const placeOf = (corner: Corner): Place => ({
  isEnd: corner.endsWith('inline-end'),
  isLow: corner.startsWith('block-end'),
})
const cornerOf = ({ isEnd, isLow }: Place): Corner =>
  `block-${isLow ? 'end' : 'start'}-inline-${isEnd ? 'end' : 'start'}`

/** The corner nearest to a point. `x` and `y`: from 0 to 1 of the ground's width (from the left) and height. */
export function nearestCorner(x: number, y: number, isRightToLeft: boolean): Corner {
  return cornerOf({ isEnd: x >= 0.5 !== isRightToLeft, isLow: y >= 0.5 })
}

/** The corner that an arrow key leads to; the same one at an edge, null for other keys. */
export function cornerAfter(corner: Corner, key: string, isRightToLeft: boolean): Corner | null {
  const place = placeOf(corner)
  switch (key) {
    case 'ArrowUp':
    case 'ArrowDown':
      return cornerOf({ ...place, isLow: key === 'ArrowDown' })
    case 'ArrowLeft':
    case 'ArrowRight':
      return cornerOf({ ...place, isEnd: (key === 'ArrowRight') !== isRightToLeft })
    default:
      return null
  }
}

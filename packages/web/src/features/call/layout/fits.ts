/** How much stands on a stage of some size. */
export interface Fits {
  /** Tiles of a grid before there is another page of it. */
  readonly page: number
  /** Tiles beside or below a large one. */
  readonly strip: number
  /** The strip stands below the large tile, in rows of three. */
  readonly isNarrow: boolean
}

/** Tiles of one page, on most screens and on very wide ones. */
const [most, mostOnWide] = [25, 49]
/** Pixels: the smallest tile in which a face can be told, and what is between two. */
const least = { width: 150, height: 96 }
const gap = 12
/** Pixels below which a ground is narrow, and below which a narrow one has a single row in its strip. */
const [narrow, low] = [600, 480]

/** Tiles of a strip that stands below in rows of this many. */
export const stripColumns = 3

/** Before the ground has a size. */
export const usual: Fits = { page: most, strip: 5, isNarrow: false }

const within = (value: number, lowest: number, highest: number): number => Math.min(highest, Math.max(lowest, value))

const along = (length: number, one: number): number => Math.floor((length + gap) / (one + gap))

/**
 * What stands on a ground of so many pixels.
 * @param isWide the window is 2560 px wide or wider
 */
export function fitsOn(width: number, height: number, isWide: boolean): Fits {
  if (width === 0 || height === 0) return usual
  const isNarrow = width < narrow
  const below = height < low ? stripColumns : 2 * stripColumns
  return {
    page: within(along(width, least.width) * along(height, least.height), 4, isWide ? mostOnWide : most),
    strip: isNarrow ? below : within(along(height, least.height), 3, 5),
    isNarrow,
  }
}

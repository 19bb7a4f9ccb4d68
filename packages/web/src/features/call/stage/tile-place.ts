/** Where a tile stands: alone on the stage, large beside a strip, in a grid, in a strip, or in the small window. */
export type TilePlace = 'alone' | 'large' | 'grid' | 'strip' | 'mini'

/** Of the face, where there is no picture. */
export const faceSizes = { alone: '2xl', large: '2xl', grid: 'xl', strip: 'lg', mini: 'lg' } as const

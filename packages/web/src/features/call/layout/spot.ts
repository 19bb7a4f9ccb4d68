/** What has a tile of its own: somebody, the screen that somebody shares, or oneself. */
export interface Spot {
  readonly kind: 'person' | 'screen' | 'self'
  readonly device: string
}

/** The same for the same spot, and for no other. */
export const spotKey = ({ kind, device }: Spot): string => `${kind} ${device}`

export const isSameSpot = (one: Spot, other: Spot | null): boolean =>
  other !== null && one.kind === other.kind && one.device === other.device

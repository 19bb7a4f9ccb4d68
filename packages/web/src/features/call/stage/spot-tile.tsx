import type { Running } from '@parley/client/calls'
import { useReadable } from '../../../engine/use-readable.ts'
import { useDesk } from '../desk/desk-context.ts'
import type { Peer } from '../desk/use-peer.ts'
import type { Spot } from '../layout/spot.ts'
import { OtherTile } from './other-tile.tsx'
import { ScreenTile } from './screen-tile.tsx'
import { SelfTile } from './self-tile.tsx'
import type { TilePlace } from './tile-place.ts'

interface Props {
  state: Running
  peer: Peer
  spot: Spot
  place: TilePlace
}

/** What stands in a spot. */
export function SpotTile({ state, peer, spot, place }: Props) {
  const other = useReadable(useDesk().call.others).find(({ device }) => device === spot.device)
  if (spot.kind === 'self') return <SelfTile device={spot.device} place={place} />
  if (!other) return null
  if (spot.kind === 'screen') return <ScreenTile other={other} place={place} />
  return <OtherTile state={state} peer={peer} other={other} place={place} />
}

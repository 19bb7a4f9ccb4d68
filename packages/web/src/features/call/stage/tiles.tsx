import type { Running } from '@parley/client/calls'
import { type CSSProperties, useEffect } from 'react'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import type { Peer } from '../desk/use-peer.ts'
import type { Arrangement } from '../layout/arrange.ts'
import { type Fits, stripColumns } from '../layout/fits.ts'
import { gridShape } from '../layout/grid-shape.ts'
import { isSameSpot, type Spot, spotKey } from '../layout/spot.ts'
import { useGround } from '../layout/use-ground.ts'
import { useIsSpeaking } from '../speaking/use-is-speaking.ts'
import { MoreTile } from './more-tile.tsx'
import { Pager } from './pager.tsx'
import { PinButton } from './pin-button.tsx'
import { SpotTile } from './spot-tile.tsx'
import type { TilePlace } from './tile-place.ts'
import styles from './tiles.module.css'

interface Props {
  state: Running
  peer: Peer
  arrangement: Arrangement
}

function placeOf({ kind, large }: Arrangement, spot: Spot): TilePlace {
  if (kind !== 'speaker') return kind === 'two' ? 'alone' : 'grid'
  return isSameSpot(spot, large) ? 'large' : 'strip'
}

/** Columns and rows: of the grid, or of the strip. */
function shapeOf({ kind, spots, hidden }: Arrangement, { isNarrow, strip }: Fits, width: number, height: number) {
  if (kind !== 'speaker') return gridShape(spots.length, width, height)
  const tiles = spots.length - 1 + (hidden.length > 0 ? 1 : 0)
  return { columns: stripColumns, rows: isNarrow ? Math.ceil(tiles / stripColumns) : strip }
}

function Cell({ state, peer, arrangement, spot }: Props & { spot: Spot }) {
  const { kind, large, pin } = arrangement
  const isSpeaking = useIsSpeaking(spot.device) && spot.kind !== 'screen' && kind !== 'two'
  return (
    <li
      className={styles['cell']}
      data-large={isSameSpot(spot, large) || undefined}
      data-speaking={isSpeaking || undefined}
    >
      <SpotTile state={state} peer={peer} spot={spot} place={placeOf(arrangement, spot)} />
      {kind !== 'two' && <PinButton spot={spot} isPinned={isSameSpot(spot, pin)} />}
    </li>
  )
}

/** Everybody in the call, and what they share: one who fills the stage, a grid, or one large beside a strip. */
export function Tiles({ state, peer, arrangement }: Props) {
  const { scenery } = useDesk()
  const { ref, width, height, fits } = useGround()
  const { page, strip, isNarrow } = fits
  useEffect(() => scenery.take({ kind: 'fits', fits: { page, strip, isNarrow } }), [scenery, page, strip, isNarrow])
  const { kind, spots, hidden } = arrangement
  const shape = shapeOf(arrangement, fits, width, height)
  const vars = { '--columns': shape.columns, '--rows': shape.rows } as CSSProperties
  return (
    <div ref={ref} className={styles['ground']}>
      <ul
        className={styles['tiles']}
        style={vars}
        aria-label={t('call.tiles')}
        data-layout={kind}
        data-narrow={isNarrow || undefined}
      >
        {spots.map((spot) => (
          <Cell key={spotKey(spot)} state={state} peer={peer} arrangement={arrangement} spot={spot} />
        ))}
        {kind === 'speaker' && hidden.length > 0 && (
          <li className={styles['cell']}>
            <MoreTile hidden={hidden} />
          </li>
        )}
      </ul>
      {kind === 'grid' && <Pager arrangement={arrangement} />}
    </div>
  )
}

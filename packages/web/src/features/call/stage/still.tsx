import type { ReactNode } from 'react'
import styles from './still.module.css'
import type { TilePlace } from './tile-place.ts'

/** What stands in a tile in the place of a picture. */
export function Still({ place, children }: { place: TilePlace; children: ReactNode }) {
  return (
    <div className={styles['still']} data-place={place}>
      {children}
    </div>
  )
}

import type { Other } from '@parley/client/calls'
import type { CSSProperties } from 'react'
import styles from './grid.module.css'
import { OtherTile } from './other-tile.tsx'
import { useGrid } from './use-grid.ts'

/** Everybody else in a larger call, in the order in which they came. */
export function Grid({ others }: { others: readonly Other[] }) {
  const { ref, shape } = useGrid(others.length)
  const vars = { '--columns': shape.columns, '--rows': shape.rows } as CSSProperties
  return (
    <div ref={ref} className={styles['grid']} style={vars}>
      {others.map((other) => (
        <OtherTile key={other.device} other={other} />
      ))}
    </div>
  )
}

import type { Reaction } from '@parley/client/calls'
import type { CSSProperties } from 'react'
import { useReadable } from '../../../engine/use-readable.ts'
import { useDesk } from '../desk/desk-context.ts'
import styles from './signs.module.css'

/** Side by side, so that one does not hide another. */
const lanes = 4

function Sign({ sign: { key, emoji } }: { sign: Reaction }) {
  return (
    <span className={styles['sign']} style={{ '--lane': key % lanes } as CSSProperties}>
      {emoji}
    </span>
  )
}

/** What somebody shows now; it rises from their tile. Read out elsewhere. */
export function Signs({ device }: { device: string }) {
  const shown = useReadable(useDesk().call.reactions).filter((one) => one.device === device)
  if (shown.length === 0) return null
  return (
    <span className={styles['signs']} aria-hidden>
      {shown.map((one) => (
        <Sign key={one.key} sign={one} />
      ))}
    </span>
  )
}

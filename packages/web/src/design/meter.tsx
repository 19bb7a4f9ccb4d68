import { useEffect, useRef } from 'react'
import { classes } from './classes.ts'
import styles from './meter.module.css'

interface Props {
  /** What is measured: "Microphone level". */
  label: string
  /** Calls back with each level from 0 to 1; the level goes to CSS without a render. Stable between renders. */
  follow: (onLevel: (level: number) => void) => () => void
  /** Ten bars of one height, or four that rise. */
  shape?: 'row' | 'chip'
}

/** How loud a voice is, in copper. */
export function Meter({ label, follow, shape = 'row' }: Props) {
  const element = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    return follow((level) => {
      const bounded = Math.min(1, Math.max(0, level))
      element.current?.style.setProperty('--level', bounded.toFixed(2))
      element.current?.setAttribute('aria-valuenow', String(Math.round(bounded * 100)))
    })
  }, [follow])
  return (
    // biome-ignore lint/a11y/useSemanticElements: a meter element draws itself and cannot have bars
    <span
      ref={element}
      className={classes(styles['meter'], styles[shape])}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    >
      {Array.from({ length: shape === 'row' ? 10 : 4 }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars never change places
        <span key={at} className={styles['bar']} />
      ))}
    </span>
  )
}

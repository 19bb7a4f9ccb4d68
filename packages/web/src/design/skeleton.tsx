import type { CSSProperties } from 'react'
import { classes } from './classes.ts'
import styles from './skeleton.module.css'

interface Props {
  /** A bar of text, the place of an avatar, or the place of a picture. */
  kind?: 'line' | 'avatar' | 'block'
  /** In CSS, for instance `60%`. */
  width?: string
  height?: string
}

/** The outline of what is on its way. Unseen for the first 150 ms, and never read out. */
export function Skeleton({ kind = 'line', width, height }: Props) {
  const style: CSSProperties = {}
  if (width !== undefined) style.inlineSize = width
  if (height !== undefined) style.blockSize = height
  return <span className={classes(styles['skeleton'], styles[kind])} style={style} aria-hidden />
}

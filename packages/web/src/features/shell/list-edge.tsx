import type { KeyboardEvent, PointerEvent } from 'react'
import { t } from '../../texts/text.ts'
import styles from './list-edge.module.css'
import { narrowest, widest } from './use-list-width.ts'

interface Props {
  width: number
  onResize: (width: number) => void
}

const step = 16

const isMirrored = () => document.documentElement.dir === 'rtl'

/** The edge of the list: drag it, or move it with the arrow keys. */
export function ListEdge({ width, onResize }: Props) {
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const list = event.currentTarget.previousElementSibling?.getBoundingClientRect()
    if (list !== undefined) onResize(isMirrored() ? list.right - event.clientX : event.clientX - list.left)
  }
  const press = (event: KeyboardEvent) => {
    const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (direction === 0) return
    event.preventDefault()
    onResize(width + step * direction * (isMirrored() ? -1 : 1))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule that moves is no hr
    <div
      className={styles['edge']}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('rooms.listWidth')}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      aria-valuenow={width}
      onKeyDown={press}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
    />
  )
}

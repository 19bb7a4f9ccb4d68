import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from '../../design/icon.tsx'
import styles from './section-head.module.css'

interface Props {
  name: string
  isFolded: boolean
  onToggle: () => void
  /** The list that it folds. */
  controls: string
  /** A button at its end. */
  deed?: ReactNode
}

/** The name of a part of the list; pressing it folds that part. */
export function SectionHead({ name, isFolded, onToggle, controls, deed }: Props) {
  return (
    <div className={styles['head']}>
      <h3 className={styles['title']}>
        <button
          type="button"
          className={styles['fold']}
          aria-expanded={!isFolded}
          aria-controls={controls}
          onClick={onToggle}
        >
          <Icon of={ChevronDown} size="xs" className={styles['arrow']} />
          {name}
        </button>
      </h3>
      {deed}
    </div>
  )
}

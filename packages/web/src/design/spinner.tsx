import { LoaderCircle } from 'lucide-react'
import { classes } from './classes.ts'
import { Icon, type IconSize } from './icon.tsx'
import styles from './spinner.module.css'

/** Something is under way; a word or sentence beside it says what. */
export function Spinner({ size = 'sm', className }: { size?: IconSize; className?: string | undefined }) {
  return <Icon of={LoaderCircle} size={size} className={classes(styles['spinner'], className)} />
}

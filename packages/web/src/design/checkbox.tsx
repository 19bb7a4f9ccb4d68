import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'
import { useId } from 'react'
import styles from './checkbox.module.css'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'

interface Props {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
  /** Some of what it stands for is chosen, some is not. */
  mixed?: boolean
  hint?: string | undefined
  disabled?: boolean
  name?: string | undefined
}

/** Yes or no, taken over when a form is sent. For what applies at once, use a Switch. */
export function Checkbox({ label, checked, onChange, mixed = false, hint, disabled = false, name }: Props) {
  const id = useId()
  return (
    <label htmlFor={id} className={classes(styles['row'], disabled && styles['disabled'])}>
      <Base.Root
        id={id}
        className={styles['box']}
        checked={checked}
        indeterminate={mixed}
        disabled={disabled}
        name={name}
        onCheckedChange={(next) => onChange(next)}
      >
        <Base.Indicator className={styles['mark']}>
          <Icon of={mixed ? Minus : Check} size="xs" />
        </Base.Indicator>
      </Base.Root>
      <span>
        {label}
        {hint !== undefined && <span className={styles['hint']}>{hint}</span>}
      </span>
    </label>
  )
}

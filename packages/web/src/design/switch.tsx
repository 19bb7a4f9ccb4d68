import { Switch as Base } from '@base-ui/react/switch'
import { useId } from 'react'
import { t } from '../texts/text.ts'
import { classes } from './classes.ts'
import { Spinner } from './spinner.tsx'
import styles from './switch.module.css'

interface Props {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
  hint?: string | undefined
  /** The change is on its way; `checked` already shows the new state. */
  saving?: boolean
  /** Why the change was taken back. */
  error?: string | undefined
  disabled?: boolean
  /** Label first, switch at the end, as in settings. */
  spread?: boolean
}

/** On or off, at once. */
export function Switch(props: Props) {
  const { label, checked, onChange, hint, saving = false, error, disabled = false, spread = false } = props
  const id = useId()
  const more = useId()
  return (
    <label htmlFor={id} className={classes(styles['row'], spread && styles['spread'], disabled && styles['disabled'])}>
      <Base.Root
        id={id}
        className={styles['track']}
        checked={checked}
        disabled={disabled}
        readOnly={saving}
        aria-busy={saving || undefined}
        aria-describedby={hint !== undefined || error !== undefined ? more : undefined}
        onCheckedChange={(next) => onChange(next)}
      >
        <Base.Thumb className={styles['knob']}>{saving && <Spinner size="xs" />}</Base.Thumb>
      </Base.Root>
      <span className={styles['words']}>
        {label}
        {saving && <span className={styles['hint']}>{t('common.saving')}</span>}
        <span id={more} aria-live="polite">
          {hint !== undefined && <span className={styles['hint']}>{hint}</span>}
          {error !== undefined && <span className={classes(styles['hint'], styles['error'])}>{error}</span>}
        </span>
      </span>
    </label>
  )
}

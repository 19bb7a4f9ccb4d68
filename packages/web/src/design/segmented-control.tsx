import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import type { LucideIcon } from 'lucide-react'
import { Icon } from './icon.tsx'
import styles from './segmented-control.module.css'

interface Props<Value extends string> {
  label: string
  value: Value
  onChange: (value: Value) => void
  /** Two to four. */
  options: readonly { value: Value; label: string; icon?: LucideIcon }[]
}

/** One of two to four short words, at once. */
export function SegmentedControl<Value extends string>({ label, value, onChange, options }: Props<Value>) {
  const choose = (next: string[]) => {
    const chosen = options.find((option) => option.value === next[0])
    if (chosen !== undefined) onChange(chosen.value)
  }
  return (
    <ToggleGroup className={styles['group']} aria-label={label} value={[value]} onValueChange={choose}>
      {options.map((option) => (
        <Toggle key={option.value} value={option.value} className={styles['choice']}>
          {option.icon && <Icon of={option.icon} size="xs" />}
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  )
}

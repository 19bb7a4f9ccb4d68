import { ChevronDown } from 'lucide-react'
import { useId, useState } from 'react'
import { Icon } from './icon.tsx'
import { usePopups } from './popups.ts'
import styles from './select.module.css'
import type { SelectProps } from './select-props.ts'

/** One of a list that may be long or change by itself. */
export function Select(props: SelectProps) {
  const [wanted, setWanted] = useState(false)
  const id = useId()
  const parts = usePopups(wanted)
  if (parts !== undefined) return <parts.SelectPopup {...props} openAtOnce={wanted} />
  const { label, value, options, icon, trailing, placeholder, disabled } = props
  return (
    <div className={styles['field']}>
      <span id={`${id}-label`} className={styles['label']}>
        {label}
      </span>
      <button
        id={id}
        type="button"
        aria-haspopup="listbox"
        aria-expanded={false}
        aria-labelledby={`${id}-label ${id}`}
        className={styles['face']}
        disabled={disabled}
        onClick={() => setWanted(true)}
      >
        {icon && <Icon of={icon} size="sm" className={styles['sign']} />}
        <span className={styles['value']}>
          {options.find((option) => option.value === value)?.label ?? placeholder}
        </span>
        {trailing}
        <Icon of={ChevronDown} size="sm" className={styles['sign']} />
      </button>
    </div>
  )
}

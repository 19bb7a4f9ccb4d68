import { Radio } from '@base-ui/react/radio'
import { RadioGroup as Base } from '@base-ui/react/radio-group'
import { useId } from 'react'
import styles from './radio-group.module.css'

interface Props<Value extends string> {
  label: string
  value: Value
  onChange: (value: Value) => void
  options: readonly { value: Value; label: string; hint?: string }[]
}

/** One of a few, each with its explanation. */
export function RadioGroup<Value extends string>({ label, value, onChange, options }: Props<Value>) {
  const id = useId()
  return (
    <div className={styles['field']}>
      <span id={id} className={styles['label']}>
        {label}
      </span>
      <Base<Value> className={styles['group']} value={value} onValueChange={onChange} aria-labelledby={id}>
        {options.map((option) => (
          <label key={option.value} htmlFor={`${id}-${option.value}`} className={styles['card']}>
            <Radio.Root id={`${id}-${option.value}`} value={option.value} className={styles['dot']} />
            <span>
              {option.label}
              {option.hint !== undefined && <span className={styles['hint']}>{option.hint}</span>}
            </span>
          </label>
        ))}
      </Base>
    </div>
  )
}

import { Field } from '@base-ui/react/field'
import { Select } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import { Icon } from '../icon.tsx'
import face from '../select.module.css'
import type { SelectProps } from '../select-props.ts'
import styles from './select-popup.module.css'

/** The real select, in place of its face. */
export function SelectPopup(props: SelectProps & { openAtOnce: boolean }) {
  const { label, value, onChange, options, icon, trailing, hint, error, placeholder, disabled = false } = props
  // Where the value is not among the options, the library would go back to the first one that it knew, unasked.
  const isOffered = options.some((option) => option.value === value)
  const wrong = error !== undefined
  return (
    <Field.Root className={face['field'] ?? ''} invalid={wrong} disabled={disabled}>
      <Select.Root
        items={options}
        value={value}
        onValueChange={(next, { reason }) => {
          if (next !== null && (isOffered || reason === 'item-press')) onChange(next)
        }}
        defaultOpen={props.openAtOnce}
      >
        <Select.Label className={face['label']}>{label}</Select.Label>
        <Select.Trigger className={face['face']}>
          {icon && <Icon of={icon} size="sm" className={face['sign']} />}
          <Select.Value className={face['value']} placeholder={placeholder} />
          {trailing}
          <Icon of={ChevronDown} size="sm" className={face['sign']} />
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner className={styles['positioner']} alignItemWithTrigger={false} sideOffset={4}>
            <Select.Popup className={styles['list']}>
              {options.map((option) => (
                <Select.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled ?? false}
                  className={styles['item']}
                >
                  <Select.ItemText className={styles['words']}>{option.label}</Select.ItemText>
                  <Select.ItemIndicator className={styles['mark']}>
                    <Icon of={Check} size="sm" />
                  </Select.ItemIndicator>
                </Select.Item>
              ))}
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
      {hint !== undefined && !wrong && <Field.Description className={face['hint']}>{hint}</Field.Description>}
      {wrong && (
        <Field.Error match className={face['error']}>
          {error}
        </Field.Error>
      )}
    </Field.Root>
  )
}

import { Field } from '@base-ui/react/field'
import { Check, CircleAlert } from 'lucide-react'
import type { InputHTMLAttributes, ReactNode, Ref } from 'react'
import { t } from '../texts/text.ts'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'
import { Spinner } from './spinner.tsx'
import styles from './text-field.module.css'

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'size'> {
  label: string
  value: string
  onChange: (value: string) => void
  /** Help that is always there. */
  hint?: string | undefined
  /** One sentence: what is wrong and what to do. */
  error?: string | undefined
  /** The value is being checked; what was said before stays out of the way. */
  checking?: boolean | undefined
  /** A word that the check has passed, for instance "Free". */
  passed?: string | undefined
  /** A field of this many lines, for what does not fit into one. */
  rows?: number | undefined
  /** Shows a counter; a longer text is not cut but marked. */
  limit?: number | undefined
  leading?: ReactNode
  trailing?: ReactNode
  inputRef?: Ref<HTMLInputElement> | undefined
}

function Counter({ length, limit }: { length: number; limit: number }) {
  const over = length - limit
  const text = over > 0 ? t('common.lettersOver', { over }) : t('common.letters', { count: length, limit })
  return <span className={classes(styles['counter'], over > 0 && styles['over'])}>{text}</span>
}

/** A line of text with its label, help and error sentence. */
export function TextField(props: Props) {
  const { label, value, onChange, hint, error, checking, passed, limit, rows, leading, trailing, inputRef, ...input } =
    props
  const wrong = error !== undefined && !checking
  return (
    <Field.Root className={styles['field'] ?? ''} invalid={wrong} disabled={input.disabled ?? false}>
      <Field.Label className={styles['label']}>{label}</Field.Label>
      <div className={styles['frame']} data-invalid={wrong || undefined}>
        {leading !== undefined && <span className={styles['slot']}>{leading}</span>}
        <Field.Control
          {...input}
          {...(rows === undefined ? {} : { render: <textarea rows={rows} /> })}
          ref={inputRef}
          className={styles['input']}
          value={value}
          onValueChange={onChange}
          aria-busy={checking || undefined}
          dir={input.dir ?? 'auto'}
        />
        <span className={styles['state']} role="status">
          {checking && <Spinner size="xs" />}
          {checking && t('common.checking')}
          {!checking && !wrong && passed !== undefined && (
            <>
              <Icon of={Check} size="xs" className={styles['passed']} />
              <span className={styles['passed']}>{passed}</span>
            </>
          )}
        </span>
        {trailing}
      </div>
      <div aria-live="polite">
        {wrong && (
          <Field.Error match className={styles['error']}>
            <Icon of={CircleAlert} size="xs" />
            <span>{error}</span>
          </Field.Error>
        )}
      </div>
      {((hint !== undefined && !wrong) || limit !== undefined) && (
        <div className={styles['help']}>
          {hint !== undefined && !wrong && <Field.Description>{hint}</Field.Description>}
          {limit !== undefined && <Counter length={[...value].length} limit={limit} />}
        </div>
      )}
    </Field.Root>
  )
}

import type { ProfileFields } from '@parley/protocol'
import { profileLimits } from '@parley/protocol'
import { Select } from '../../design/select.tsx'
import { TextField } from '../../design/text-field.tsx'
import { t } from '../../texts/text.ts'
import { endOf, type Span, untilWords } from './until.ts'

interface Props {
  fields: ProfileFields
  disabled: boolean
  onType: (change: Partial<ProfileFields>) => void
  /** The person is done with a field. */
  onDone: (change?: Partial<ProfileFields>) => void
}

type Text = 'pronouns' | 'about' | 'status'

export const isOver = (fields: ProfileFields, name: Text): boolean => [...fields[name]].length > profileLimits[name]

const spans = (): readonly { readonly value: Span; readonly label: string }[] => [
  { value: 'changed', label: t('profile.untilChanged') },
  { value: 'half-hour', label: t('profile.untilHalfHour') },
  { value: 'hour', label: t('profile.untilHour') },
  { value: 'today', label: t('profile.untilToday') },
]

/** Pronouns, what one says about oneself, and a status with its end. */
export function SealedFields({ fields, disabled, onType, onDone }: Props) {
  const field = (name: Text) => ({
    label: t(`profile.${name}`),
    value: fields[name],
    onChange: (value: string) => onType({ [name]: value }),
    onBlur: () => onDone(),
    error: isOver(fields, name) ? t('profile.tooLong') : undefined,
    disabled,
    autoComplete: 'off',
  })
  const pick = (value: string) => onDone({ until: endOf(value as Span, Date.now()) })
  const nearEnd = (name: Text) =>
    [...fields[name]].length > profileLimits[name] - 16 ? profileLimits[name] : undefined
  return (
    <>
      <TextField {...field('pronouns')} limit={nearEnd('pronouns')} />
      <TextField {...field('about')} rows={3} limit={profileLimits.about} />
      <TextField {...field('status')} limit={nearEnd('status')} />
      <Select
        label={t('profile.statusUntil')}
        value={fields.until === null ? 'changed' : null}
        placeholder={
          fields.until === null ? undefined : t('profile.untilPicked', { time: untilWords(fields.until, Date.now()) })
        }
        onChange={pick}
        options={spans()}
        disabled={disabled || fields.status.trim() === ''}
      />
    </>
  )
}

import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { t } from '../texts/text.ts'
import { IconButton } from './icon-button.tsx'
import { TextField } from './text-field.tsx'

/** A text field whose letters stay hidden until the person looks at them. */
export function PasswordField(props: Omit<ComponentProps<typeof TextField>, 'type' | 'trailing' | 'dir'>) {
  const [shown, setShown] = useState(false)
  const label = shown ? t('common.hidePassword') : t('common.showPassword')
  const look = <IconButton size="sm" icon={shown ? EyeOff : Eye} label={label} onClick={() => setShown(!shown)} />
  return <TextField {...props} type={shown ? 'text' : 'password'} dir="ltr" spellCheck={false} trailing={look} />
}

import { Button as BaseButton } from '@base-ui/react/button'
import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import styles from './button.module.css'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'
import { Spinner } from './spinner.tsx'
import { tip } from './tip.ts'

/** `primary` at most once in a view; `neutral` is the second deed, `ghost` the third. */
export type ButtonVariant = 'primary' | 'neutral' | 'outline' | 'ghost' | 'danger' | 'dangerOutline' | 'join'

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  children: ReactNode
  variant?: ButtonVariant
  size?: 'sm' | 'md' | 'lg'
  icon?: LucideIcon | undefined
  /** Under way: width and label stay, presses do nothing. */
  loading?: boolean | undefined
  /** As wide as its container. */
  full?: boolean
  /** A reason stays readable: the button can still get focus. */
  disabled?: boolean | string | undefined
  ref?: Ref<HTMLButtonElement> | undefined
}

/** A button that says the deed. */
export function Button({
  children,
  variant = 'neutral',
  size = 'md',
  icon,
  loading = false,
  full = false,
  disabled = false,
  className,
  ...rest
}: Props) {
  const reason = typeof disabled === 'string' ? disabled : undefined
  const name = classes(styles['button'], styles[variant], styles[size], full && styles['full'], className)
  const sign = icon && <Icon of={icon} size={size === 'lg' ? 'md' : 'sm'} />
  return (
    <BaseButton
      type="button"
      {...rest}
      {...(reason === undefined ? {} : { ...tip(reason), 'aria-description': reason })}
      className={name}
      disabled={loading || disabled !== false}
      focusableWhenDisabled={loading || reason !== undefined}
      aria-busy={loading || undefined}
      data-loading={loading || undefined}
    >
      {loading ? (
        <Spinner size={icon ? (size === 'lg' ? 'md' : 'sm') : 'xs'} className={icon ? undefined : styles['aside']} />
      ) : (
        sign
      )}
      <span className={styles['label']}>{children}</span>
    </BaseButton>
  )
}

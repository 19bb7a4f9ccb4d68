import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** What a select offers, for instance the cameras of this computer. */
export interface SelectProps {
  label: string
  /** null: none of the options; the placeholder says what holds. */
  value: string | null
  onChange: (value: string) => void
  options: readonly { value: string; label: string; disabled?: boolean }[]
  icon?: LucideIcon | undefined
  /** At the end of the field, for instance a live level. */
  trailing?: ReactNode
  hint?: string | undefined
  error?: string | undefined
  /** Shown when no option has the value. */
  placeholder?: string | undefined
  disabled?: boolean
}

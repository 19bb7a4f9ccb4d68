import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** What a select offers, for instance the cameras of this computer. */
export interface SelectProps {
  label: string
  value: string
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

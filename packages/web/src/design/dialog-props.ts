import type { ReactNode } from 'react'

/** What every dialog says and how it closes. */
export interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  /** One or two sentences under the title. */
  description?: string | undefined
  children?: ReactNode
  /** Buttons at the end: the deed last. */
  footer?: ReactNode
  size?: 'sm' | 'md'
  /** Closing by a press beside it would lose what was typed. */
  keepOpen?: boolean
}

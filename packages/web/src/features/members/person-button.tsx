import type { CSSProperties, KeyboardEvent, ReactNode } from 'react'
import { Popover } from '../../design/popover.tsx'
import { t } from '../../texts/text.ts'
import { nameOf, usePerson } from '../conversation/use-person.ts'
import { ProfileCard } from './profile-card.tsx'

interface Props {
  id: string
  children: ReactNode
  /** Whether Tab stops here; else only pointers and the row's own keys reach it. */
  focusable: boolean
  className?: string | undefined
  style?: CSSProperties | undefined
  rowKey?: string | undefined
  onFocus?: (() => void) | undefined
  onKeyDown?: ((event: KeyboardEvent) => void) | undefined
  side?: 'bottom' | 'inline-start'
}

/** Somebody's name or row; opens their profile. */
export function PersonButton(props: Props) {
  const { id, children, focusable, className, style, rowKey, onFocus, onKeyDown, side = 'bottom' } = props
  const name = nameOf(usePerson(id))
  return (
    <Popover
      label={t('members.profileOf', { name })}
      side={side}
      align="start"
      content={(close) => <ProfileCard id={id} onClose={close} />}
    >
      {(opener) => (
        <button
          {...opener}
          type="button"
          className={className}
          style={style}
          tabIndex={focusable ? 0 : -1}
          data-row={rowKey}
          onFocus={onFocus}
          onKeyDown={onKeyDown}
        >
          {children}
        </button>
      )}
    </Popover>
  )
}

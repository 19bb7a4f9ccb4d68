import type { LucideIcon } from 'lucide-react'

/** A deed. */
export interface MenuDeed {
  label: string
  onSelect: () => void
  icon?: LucideIcon | undefined
  /** As `Ctrl+K`. */
  keys?: string | undefined
  /** Cannot be taken back; such deeds stand last. */
  danger?: boolean
  disabled?: boolean
}

/** One of several, with the chosen one marked. */
export interface MenuChoice {
  kind: 'choice'
  label: string
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; label: string }[]
}

/** On or off. */
export interface MenuCheck {
  kind: 'check'
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}

/** More entries, one step further in. */
export interface MenuBranch {
  kind: 'branch'
  label: string
  icon?: LucideIcon
  entries: readonly MenuEntry[]
}

/** A line of a menu; `line` parts groups. */
export type MenuEntry = MenuDeed | MenuChoice | MenuCheck | MenuBranch | 'line'

/** A place on the page where a menu opens, in window coordinates. */
export interface Point {
  x: number
  y: number
}

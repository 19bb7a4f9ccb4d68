import { cell, useCell } from '../../design/cell.ts'
import type { SectionName } from './sections.ts'

const key = 'parley.collapsed'
const names: readonly SectionName[] = ['invitations', 'rooms', 'voice', 'direct']

const stored = (): readonly SectionName[] => {
  const found = (localStorage.getItem(key) ?? '').split(' ')
  return names.filter((name) => found.includes(name))
}

const collapsed = cell<readonly SectionName[] | null>(null)

/** Which sections are folded on this device, and how to fold one or open it. */
export function useCollapsed(): readonly [readonly SectionName[], (name: SectionName) => void] {
  const now = useCell(collapsed) ?? stored()
  const toggle = (name: SectionName) => {
    const next = now.includes(name) ? now.filter((other) => other !== name) : [...now, name]
    localStorage.setItem(key, next.join(' '))
    collapsed.set(next)
  }
  return [now, toggle]
}

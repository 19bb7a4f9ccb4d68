import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { buttonAfter } from './button-after.ts'

/**
 * One tab stop for a row of buttons, and arrow keys within it (WAI-ARIA APG, toolbar). The buttons may belong to parts
 * that know nothing of it; what opens from them over the page has keys of its own.
 */
export function useToolbar() {
  const ref = useRef<HTMLDivElement>(null)
  const stop = useRef<HTMLElement>(null)

  const buttons = (): readonly HTMLButtonElement[] => [...(ref.current?.querySelectorAll('button') ?? [])]
  const settle = (): void => {
    const all = buttons()
    const held = all.find((one) => one === stop.current) ?? all[0]
    for (const one of all) one.tabIndex = one === held ? 0 : -1
  }
  // After each render: a button may have come or gone.
  useLayoutEffect(settle)

  function onFocus({ target }: FocusEvent<HTMLElement>): void {
    if (!ref.current?.contains(target)) return
    stop.current = target
    settle()
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const all = buttons()
    const at = all.indexOf(event.target as HTMLButtonElement)
    if (at === -1) return
    const next = buttonAfter(event.key, at, all.length, document.documentElement.dir === 'rtl')
    if (next === null) return
    event.preventDefault()
    all[next]?.focus()
  }

  return { ref, onFocus, onKeyDown }
}

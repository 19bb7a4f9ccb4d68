import { useLayoutEffect, useRef } from 'react'

const typing = 'input, textarea, select, [contenteditable="true"]'

/** Puts the focus on Answer, unless the person is typing; gives it back when the card goes, before it is gone. */
export function useAnswerFocus() {
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    if (before?.matches(typing)) return
    const card = button.current?.closest('[role="alertdialog"]')
    button.current?.focus()
    return () => {
      if (card?.contains(document.activeElement) && before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return button
}

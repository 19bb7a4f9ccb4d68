import { useEffect } from 'react'
import { type CallKey, callKey } from './call-key.ts'

/** Also menus: there a letter looks for the entry that begins with it. */
const typing = 'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="menu"], [role="listbox"]'
const pressable = 'button, a[href], summary, [role="menuitem"], [role="option"], [role="switch"]'

function meaning(event: KeyboardEvent): CallKey | null {
  const focus = event.target instanceof Element ? event.target : null
  return callKey({
    key: event.key,
    code: event.code,
    isCtrl: event.ctrlKey || event.metaKey,
    isShift: event.shiftKey,
    isAlt: event.altKey,
    isTyping: focus?.closest(typing) != null,
    isOnButton: focus?.closest(pressable) != null,
  })
}

/** Keys of a call. What a deed leaves out stays with the page; `talk` is called for down and for up. */
export function useCallKeys(
  deeds: Partial<Record<Exclude<CallKey, 'talk'>, () => void>>,
  talk?: (isDown: boolean) => void,
): void {
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      const key = meaning(event)
      if (key === null || event.defaultPrevented) return
      const deed = key === 'talk' ? talk && (() => talk(true)) : deeds[key]
      if (!deed) return
      event.preventDefault()
      if (!event.repeat) deed()
    }
    const up = (event: KeyboardEvent): void => {
      if (event.code === 'Space') talk?.(false)
    }
    const away = (): void => talk?.(false)
    document.addEventListener('keydown', down)
    document.addEventListener('keyup', up)
    window.addEventListener('blur', away)
    return () => {
      document.removeEventListener('keydown', down)
      document.removeEventListener('keyup', up)
      window.removeEventListener('blur', away)
    }
  }, [deeds, talk])
}

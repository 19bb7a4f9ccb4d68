import { useEffect, useState } from 'react'

interface Target {
  element: HTMLElement
  text: string
  keys?: string | undefined
}

const firstDelay = 500
/** Within this time after one tooltip the next one comes at once, as along a toolbar. */
const warmTime = 300

function tipped(node: EventTarget | null): HTMLElement | null {
  return node instanceof Element ? node.closest<HTMLElement>('[data-tip]') : null
}

/** Which element the tooltip belongs to: the one under a mouse, or the one with visible focus. */
export function useTipTarget(): { target: Target | undefined; open: boolean } {
  const [target, setTarget] = useState<Target>()
  const [open, setOpen] = useState(false)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let current: HTMLElement | null = null
    let shown = false
    let hiddenAt = 0

    const hide = () => {
      clearTimeout(timer)
      if (shown) hiddenAt = performance.now()
      shown = false
      current = null
      setOpen(false)
    }
    const show = (element: HTMLElement) => {
      if (!element.isConnected) return
      shown = true
      setTarget({ element, text: element.dataset['tip'] ?? '', keys: element.dataset['tipKeys'] })
      setOpen(true)
    }
    const move = (element: HTMLElement | null, delay: number) => {
      if (element === current) return
      const warm = shown || performance.now() - hiddenAt < warmTime
      hide()
      if (element === null || element.ariaExpanded === 'true') return
      current = element
      timer = setTimeout(() => show(element), warm ? 0 : delay)
    }
    const over = (event: PointerEvent) => event.pointerType === 'mouse' && move(tipped(event.target), firstDelay)
    const focus = (event: FocusEvent) => {
      const element = tipped(event.target)
      move(element?.matches(':focus-visible') ? element : null, firstDelay)
    }
    const key = (event: KeyboardEvent) => event.key === 'Escape' && hide()

    const stop = new AbortController()
    const options = { signal: stop.signal, capture: true, passive: true }
    document.addEventListener('pointerover', over, options)
    document.addEventListener('focusin', focus, options)
    document.addEventListener('keydown', key, options)
    for (const sign of ['focusout', 'pointerdown', 'scroll'] as const) document.addEventListener(sign, hide, options)
    document.documentElement.addEventListener('pointerleave', hide, { signal: stop.signal })
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [])

  return { target, open }
}

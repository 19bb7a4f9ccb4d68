import { type RefObject, useEffect, useRef } from 'react'
import { pathOf, type Route } from '../../route/route.ts'

interface MainFocus {
  readonly ref: RefObject<HTMLElement | null>
  /** Takes the focus there now: what the skip link does. */
  readonly skip: () => void
}

/** Where reading goes on: writing in a room where there is a keyboard, else the title of the view. */
function enter(main: HTMLElement): void {
  const composer = main.querySelector<HTMLElement>('[data-composer]')
  if (composer !== null && matchMedia('(pointer: fine)').matches) {
    composer.focus()
    return
  }
  const title = main.querySelector<HTMLElement>('h1')
  if (title !== null && !title.hasAttribute('tabindex')) title.tabIndex = -1
  ;(title ?? main).focus()
}

/** Where the focus was taken to last: of the whole page, because settings and rooms have frames of their own. */
let last: string | undefined

/** Moves the focus into what a change of place has opened. The first place of a visit leaves it alone. */
export function useFocusOnRoute(route: Route): MainFocus {
  const ref = useRef<HTMLElement>(null)
  const path = pathOf(route)
  useEffect(() => {
    const before = last
    last = path
    if (before === undefined || before === path) return
    // What is fetched on demand may need a moment longer than one frame.
    const frame = requestAnimationFrame(() => ref.current && enter(ref.current))
    return () => cancelAnimationFrame(frame)
  }, [path])
  const skip = () => {
    if (ref.current !== null) enter(ref.current)
  }
  return { ref, skip }
}

import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { pathOf, type Route } from './route.ts'
import { navigate } from './router.ts'

interface Props extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  to: Route
  replace?: boolean
}

/** A link within the app. Modified clicks open tabs and windows as everywhere. */
export function RouteLink({ to, replace = false, onClick, ...rest }: Props) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    if (!isPlain || event.defaultPrevented) return
    event.preventDefault()
    navigate(to, { replace })
  }
  return <a {...rest} href={pathOf(to)} onClick={follow} />
}

import { useEffect, useState } from 'react'

/** Whole seconds since a moment (milliseconds since 1970), counted on each second; null without one. */
export function useSeconds(since: number | null): number | null {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (since === null) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [since])
  return since === null ? null : Math.max(0, Math.floor((now - since) / 1000))
}

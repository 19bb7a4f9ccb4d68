import { useEffect, useState } from 'react'

/** Counts down seconds before the next try; 0 when there is nothing to wait for. */
export function usePause(): readonly [number, (milliseconds: number) => void] {
  const [until, setUntil] = useState(0)
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (until === 0) return
    const tick = () => {
      const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000))
      setLeft(seconds)
      if (seconds === 0) setUntil(0)
    }
    tick()
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [until])
  return [left, (milliseconds) => setUntil(Date.now() + milliseconds)]
}

import { useEffect, useState } from 'react'

const settlesIn = 1000

/** True once a value has been the same, and not undefined, for a second. */
export function useSettled(value: string | undefined): boolean {
  const [settled, setSettled] = useState<string | undefined>(undefined)
  useEffect(() => {
    if (value === undefined) return
    const timer = setTimeout(() => setSettled(value), settlesIn)
    return () => {
      clearTimeout(timer)
      setSettled(undefined)
    }
  }, [value])
  return value !== undefined && settled === value
}

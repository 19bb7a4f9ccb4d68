import { useEffect, useRef, useState } from 'react'
import { useClient } from '../../../engine/client-context.ts'
import { formatList } from '../../../texts/format.ts'
import { nameOf } from '../../conversation/use-person.ts'

/** The names of those who were not among some people before, until another one is not among them any more. */
export function useNewNames(users: readonly string[]): string {
  const { people } = useClient()
  const now = users.join(' ')
  const before = useRef(now)
  const [names, setNames] = useState('')
  useEffect(() => {
    const was = before.current.split(' ')
    before.current = now
    const fresh = now.split(' ').filter((id) => id !== '' && !was.includes(id))
    // Emptied in between: the same words again would not be read out.
    setNames(formatList(fresh.map((id) => nameOf(people.get().get(id)))))
  }, [now, people])
  return names
}

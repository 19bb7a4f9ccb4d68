import type { OutputOf } from '@parley/protocol'
import { useEffect, useState } from 'react'
import { useClient } from '../../engine/client-context.ts'
import type { Admission } from './use-new-account.ts'

export type Good = OutputOf<'accounts.check-admission'>

/** What a link is good for; undefined while the server has not said. */
export function useAdmission(admission: Admission): Good | undefined {
  const client = useClient()
  const [answer, setAnswer] = useState<Good>()
  const key = JSON.stringify(admission)
  useEffect(() => {
    let stale = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = () => {
      client.call('accounts.check-admission', { admission: JSON.parse(key) }).then(
        (good) => stale || setAnswer(good),
        () => {
          if (!stale) timer = setTimeout(ask, 3000)
        },
      )
    }
    ask()
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [client, key])
  return answer
}

import { useEffect, useState } from 'react'
import { useClient } from '../../engine/client-context.ts'
import { t } from '../../texts/text.ts'
import { handleFault, verdictWords } from './handle-words.ts'

const pause = 400

export interface HandleCheck {
  readonly checking: boolean
  readonly error?: string | undefined
  readonly passed?: string | undefined
  readonly hint?: string | undefined
}

interface Answer {
  readonly handle: string
  readonly check: HandleCheck
}

/** Asks about a handle while it is being typed. */
export function useHandleCheck(handle: string): HandleCheck {
  const client = useClient()
  const [answer, setAnswer] = useState<Answer>()
  useEffect(() => {
    if (handle === '') return
    let stale = false
    const settle = (check: Omit<HandleCheck, 'checking'>) => {
      if (!stale) setAnswer({ handle, check: { checking: false, ...check } })
    }
    const timer = setTimeout(() => {
      const error = handleFault(handle)
      if (error !== undefined) return settle({ error })
      client.call('accounts.check-handle', { handle }).then(
        ({ verdict }) =>
          settle(verdict === 'free' ? { passed: t('firstRun.handleFree') } : { error: verdictWords(verdict, handle) }),
        () => settle({ hint: t('firstRun.handleUnchecked') }),
      )
    }, pause)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [client, handle])
  if (handle === '') return { checking: false }
  return answer?.handle === handle ? answer.check : { checking: true }
}

import { useCallback } from 'react'
import { notify } from '../../design/toast.ts'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { navigate } from '../../route/router.ts'

/** Opens the direct messages with somebody; done once they stand open, or it was said why they do not. */
export function useWrite(): (user: string) => Promise<void> {
  const client = useClient()
  return useCallback(
    async (user) => {
      try {
        navigate({ page: 'room', room: await client.direct([user]) })
      } catch (error) {
        notify({ kind: 'error', text: errorWords(error) })
      }
    },
    [client],
  )
}

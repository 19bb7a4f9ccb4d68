import { useCallback } from 'react'
import { notify } from '../../design/toast.ts'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { navigate } from '../../route/router.ts'

/** Opens the direct messages with somebody. */
export function useWrite(): (user: string) => void {
  const client = useClient()
  return useCallback(
    (user) => {
      client.call('rooms.direct', { users: [user] }).then(
        ({ room }) => navigate({ page: 'room', room: room.id }),
        (error: unknown) => notify({ kind: 'error', text: errorWords(error) }),
      )
    },
    [client],
  )
}

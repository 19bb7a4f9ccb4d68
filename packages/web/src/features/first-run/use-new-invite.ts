import { useCallback, useState } from 'react'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'

export interface NewInvite {
  readonly link: string
  readonly uses: number
  readonly expiresAt: number
}

export interface InviteWish {
  readonly for: 'account' | 'guest'
  readonly room: string | null
  readonly uses: number
  readonly hours: number
}

interface Making {
  readonly made: NewInvite | undefined
  readonly fault: string | undefined
  readonly busy: boolean
  readonly make: (wish: InviteWish) => Promise<void>
}

/** Makes invite links. Each is shown this once: only a hash of it is kept. */
export function useNewInvite(): Making {
  const client = useClient()
  const [made, setMade] = useState<NewInvite>()
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const make = useCallback(
    async (wish: InviteWish) => {
      setBusy(true)
      setFault(undefined)
      try {
        const { invite, path } = await client.makeInvite(wish)
        setMade({ link: new URL(path, location.origin).href, uses: invite.usesLeft, expiresAt: invite.expiresAt })
      } catch (error) {
        setFault(errorWords(error))
      } finally {
        setBusy(false)
      }
    },
    [client],
  )
  return { made, fault, busy, make }
}

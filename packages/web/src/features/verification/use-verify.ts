import { useState } from 'react'
import { notify } from '../../design/toast.ts'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { showVerification } from './shown.ts'

/** Begins a verification and opens its window: of this device, of one of mine, or of a person. */
export function useVerify() {
  const client = useClient()
  const [busy, setBusy] = useState(false)
  const begin = async (asked: () => Promise<string>): Promise<void> => {
    setBusy(true)
    try {
      showVerification(await asked())
    } catch (error) {
      notify({ kind: 'error', text: errorWords(error) })
    }
    setBusy(false)
  }
  return {
    busy,
    device: (device: string | null) => begin(() => client.verifyDevice(device)),
    person: (user: string) => begin(() => client.verifyPerson(user)),
  }
}

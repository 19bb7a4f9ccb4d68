import type { CallInfo } from '@parley/protocol'
import { useState } from 'react'
import { Switch } from '../../../design/switch.tsx'
import { useClient } from '../../../engine/client-context.ts'
import { errorWords } from '../../../engine/error-words.ts'
import { t } from '../../../texts/text.ts'

/** Lets nobody new into a call, or lets them in again. */
export function LockSwitch({ call: { id, isLocked = false } }: { call: CallInfo }) {
  const client = useClient()
  const [wish, setWish] = useState<boolean>()
  const [fault, setFault] = useState<string>()
  const change = async (locked: boolean): Promise<void> => {
    setWish(locked)
    setFault(undefined)
    try {
      await client.call('calls.lock', { call: id, locked })
    } catch (error) {
      setFault(errorWords(error))
    } finally {
      setWish(undefined)
    }
  }
  return (
    <Switch
      spread
      label={t('call.lock')}
      hint={t('call.lockHint')}
      checked={wish ?? isLocked}
      saving={wish !== undefined}
      error={fault}
      onChange={(on) => void change(on)}
    />
  )
}

import type { InputOf } from '@parley/protocol'
import { useState } from 'react'
import { useClient } from '../../engine/client-context.ts'
import { t } from '../../texts/text.ts'
import { registerWithPasskey } from '../sign-in/passkey.ts'
import { type AccountFaults, accountFaults } from './account-faults.ts'
import { handleFault } from './handle-words.ts'

export type Admission = InputOf<'accounts.register'>['admission']

export interface Wish {
  readonly name: string
  readonly handle: string
  /** null: with a passkey. */
  readonly password: string | null
}

interface NewAccount {
  readonly busy: boolean
  readonly faults: AccountFaults
  readonly create: (wish: Wish) => Promise<void>
  readonly clear: (field: keyof AccountFaults) => void
}

const nameLimit = 64

function look({ name, handle, password }: Wish, minimum: number): AccountFaults | undefined {
  if (name === '') return { name: t('firstRun.nameEmpty') }
  if ([...name].length > nameLimit) return { name: t('firstRun.nameTooLong', { limit: nameLimit }) }
  const wrong = handleFault(handle)
  if (wrong !== undefined) return { handle: wrong }
  const isShort = password !== null && [...password].length < minimum
  return isShort ? { password: t('firstRun.passwordTooShort', { least: minimum }) } : undefined
}

/** Makes an account and signs in; `done` is called once that is so. */
export function useNewAccount(admission: Admission, minimum: number, done: () => void): NewAccount {
  const client = useClient()
  const [busy, setBusy] = useState(false)
  const [faults, setFaults] = useState<AccountFaults>({})
  const create = async (wish: Wish) => {
    const { name, handle, password } = wish
    const found = look(wish, minimum)
    setFaults(found ?? {})
    if (busy || found !== undefined) return
    setBusy(true)
    try {
      if (password === null) await registerWithPasskey(client, { name, handle, admission })
      else await client.auth.register({ name, handle, password, admission })
      done()
    } catch (error) {
      setFaults(accountFaults(error, handle, minimum))
      setBusy(false)
    }
  }
  const clear = (field: keyof AccountFaults) => {
    if (faults[field] === undefined) return
    const { [field]: _, ...rest } = faults
    setFaults(rest)
  }
  return { busy, faults, create, clear }
}

import { Fingerprint, KeyRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { notify } from '../../design/toast.ts'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { t } from '../../texts/text.ts'
import { useWindow } from '../shell/window.ts'
import { addPasskey, hasPasskeys, isCancelled } from '../sign-in/passkey.ts'
import { ChangePassword } from './change-password.tsx'
import { LineWords } from './line-words.tsx'
import { Line, Lines, Part } from './page-frame.tsx'
import { PasskeyLines } from './passkey-lines.tsx'
import { useFetched } from './use-fetched.ts'

/** Passkeys and the password. */
export function WaysIn() {
  const client = useClient()
  const { value: ways, again } = useFetched(() => client.call('users.me', {}))
  const { value: kept, again: listAgain } = useFetched(() => client.call('passkeys.list', {}))
  const over = useWindow()
  const [adding, setAdding] = useState(false)
  const [isOpen, setOpen] = useState(false)

  // A new recovery key takes the way by passkey away.
  useEffect(() => {
    if (over === null) listAgain()
  }, [over, listAgain])

  const changed = () => {
    again()
    listAgain()
  }
  const add = async () => {
    setAdding(true)
    try {
      const opens = await addPasskey(client)
      notify({ kind: 'done', text: opens ? t('recovery.passkeyLet') : t('sessions.passkeyAdded') })
    } catch (error) {
      notify({ kind: 'error', text: isCancelled(error) ? t('signIn.passkeyCancelled') : errorWords(error) })
    }
    setAdding(false)
    changed()
  }
  const close = (hasChanged: boolean) => {
    setOpen(false)
    if (!hasChanged) return
    notify({ kind: 'done', text: t('sessions.passwordChanged') })
    again()
  }
  const hasPassword = ways?.hasPassword ?? false
  const passkeyDeed = (
    <Button
      size="sm"
      loading={adding}
      disabled={hasPasskeys() ? false : t('signIn.passkeyUnsupported')}
      onClick={() => void add()}
    >
      {t('sessions.addPasskey')}
    </Button>
  )
  const passwordDeed = (
    <Button
      size="sm"
      disabled={ways === undefined}
      aria-label={hasPassword ? t('sessions.passwordChange') : t('sessions.passwordSetTitle')}
      onClick={() => setOpen(true)}
    >
      {hasPassword ? t('sessions.change') : t('sessions.set')}
    </Button>
  )
  const passkeys = ways === undefined ? t('common.loading') : t('sessions.passkeyCount', { count: ways.passkeys })
  const password = hasPassword ? t('sessions.passwordIsSet') : t('sessions.passwordNone')
  return (
    <Part title={t('sessions.waysIn')}>
      <Lines>
        <Line icon={<Icon of={Fingerprint} size="lg" />} deed={passkeyDeed}>
          <LineWords title={t('sessions.passkeys')} about={passkeys} />
        </Line>
        <PasskeyLines passkeys={kept?.passkeys ?? []} onChanged={changed} />
        <Line icon={<Icon of={KeyRound} size="lg" />} deed={passwordDeed}>
          <LineWords title={t('sessions.password')} about={ways === undefined ? t('common.loading') : password} />
        </Line>
      </Lines>
      <ChangePassword open={isOpen} hasPassword={hasPassword} onClose={close} />
    </Part>
  )
}

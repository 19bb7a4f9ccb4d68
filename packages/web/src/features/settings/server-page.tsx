import { type FormEvent, useState } from 'react'
import { RadioGroup } from '../../design/radio-group.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { TextField } from '../../design/text-field.tsx'
import { useClient } from '../../engine/client-context.ts'
import { t } from '../../texts/text.ts'
import type { ServerInfo } from '../sign-in/use-server-info.ts'
import { refreshServerInfo, useServerInfo } from '../sign-in/use-server-info.ts'
import { Part, SettingsFrame } from './page-frame.tsx'
import styles from './profile-page.module.css'
import { type Saving, useSaving } from './use-saving.ts'

type Registration = ServerInfo['registration']

const ways = () => [
  { value: 'invite' as const, label: t('settings.registrationInvite'), hint: t('settings.registrationInviteHint') },
  { value: 'open' as const, label: t('settings.registrationOpen'), hint: t('settings.registrationOpenHint') },
]

interface FormProps {
  info: ServerInfo
  run: (change: () => Promise<unknown>) => Promise<boolean>
}

function Form({ info, run }: FormProps) {
  const client = useClient()
  const [typed, setTyped] = useState<string>()
  const [wish, setWish] = useState<Registration>()
  const name = typed ?? info.name
  const isEmpty = name.trim() === ''

  const save = async (change: { name?: string; registration?: Registration }) => {
    const next = { name: info.name, registration: info.registration, ...change }
    await run(async () => {
      await client.call('server.settings', next)
      await refreshServerInfo(client)
    })
    setTyped(undefined)
    setWish(undefined)
  }
  const saveName = (event?: FormEvent) => {
    event?.preventDefault()
    if (!isEmpty && name.trim() !== info.name) void save({ name: name.trim() })
  }
  const choose = (registration: Registration) => {
    setWish(registration)
    void save({ registration })
  }
  return (
    <>
      <form className={styles['form']} onSubmit={saveName} noValidate>
        <TextField
          label={t('settings.serverName')}
          hint={t('settings.serverNameHint')}
          value={name}
          onChange={setTyped}
          onBlur={() => saveName()}
          error={isEmpty ? t('settings.serverNameEmpty') : undefined}
          autoComplete="off"
        />
      </form>
      <Part title={t('settings.registration')}>
        <RadioGroup<Registration>
          label={t('settings.registrationWho')}
          value={wish ?? info.registration}
          onChange={choose}
          options={ways()}
        />
      </Part>
    </>
  )
}

/** For the owner: what the server is called, and who may come. */
export function ServerPage() {
  const info = useServerInfo()
  const [saving, run]: readonly [Saving, FormProps['run']] = useSaving()
  return (
    <SettingsFrame title={t('settings.server')} lead={t('settings.serverLead')} saving={saving}>
      {info === undefined ? <Skeleton kind="block" width="100%" /> : <Form info={info} run={run} />}
    </SettingsFrame>
  )
}

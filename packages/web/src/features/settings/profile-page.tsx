import { type FormEvent, useState } from 'react'
import { Avatar } from '../../design/avatar.tsx'
import { TextField } from '../../design/text-field.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useMe } from '../../engine/use-me.ts'
import { t } from '../../texts/text.ts'
import { SettingsFrame } from './page-frame.tsx'
import styles from './profile-page.module.css'
import { useSaving } from './use-saving.ts'

const limit = 64

/** How others see me. */
export function ProfilePage() {
  const client = useClient()
  const { me } = useMe()
  const [typed, setTyped] = useState<string>()
  const [saving, run] = useSaving()
  const name = typed ?? me.name
  const isEmpty = name.trim() === ''
  const save = async (event?: FormEvent) => {
    event?.preventDefault()
    const wanted = name.trim()
    if (isEmpty || wanted === me.name || [...wanted].length > limit) return
    if (await run(() => client.call('users.update', { name: wanted }))) setTyped(undefined)
  }
  return (
    <SettingsFrame title={t('settings.profile')} lead={t('settings.profileLead')} saving={saving}>
      <form className={styles['form']} onSubmit={(event) => void save(event)} noValidate>
        <div className={styles['face']}>
          <Avatar {...me} size="lg" />
          <div className={styles['who']}>
            <bdi className={styles['name']}>{me.name}</bdi>
            <span className={styles['handle']}>
              {me.handle === null ? t('members.guest') : t('members.handle', { handle: me.handle })}
            </span>
          </div>
        </div>
        <TextField
          label={t('settings.name')}
          hint={t('settings.nameHint')}
          value={name}
          onChange={setTyped}
          onBlur={() => void save()}
          error={isEmpty ? t('firstRun.nameEmpty') : undefined}
          limit={[...name].length > limit - 16 ? limit : undefined}
          autoComplete="name"
        />
      </form>
    </SettingsFrame>
  )
}

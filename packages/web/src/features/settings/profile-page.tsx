import { type FormEvent, useState } from 'react'
import { TextField } from '../../design/text-field.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useMe } from '../../engine/use-me.ts'
import { t } from '../../texts/text.ts'
import { Preview } from '../profile/preview.tsx'
import { SealedFields } from '../profile/sealed-fields.tsx'
import { ProfileTrouble } from '../profile/trouble.tsx'
import { useSealedFields } from '../profile/use-sealed-fields.ts'
import { SettingsFrame } from './page-frame.tsx'
import styles from './profile-page.module.css'
import { useSaving } from './use-saving.ts'

const limit = 64

/** How others see me: the name, which is open, and what I say about myself, which is encrypted. */
export function ProfilePage() {
  const client = useClient()
  const { me } = useMe()
  const [typed, setTyped] = useState<string>()
  const [saving, run] = useSaving()
  const { fields, card, disabled, type, save } = useSealedFields(run)
  const name = typed ?? me.name
  const isEmpty = name.trim() === ''
  const saveName = async () => {
    const wanted = name.trim()
    if (isEmpty || wanted === me.name || [...wanted].length > limit) return
    if (await run(() => client.call('users.update', { name: wanted }))) setTyped(undefined)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void saveName()
    void save()
  }
  return (
    <SettingsFrame title={t('settings.profile')} lead={t('settings.profileLead')} saving={saving}>
      <div className={styles['page']}>
        <form className={styles['form']} onSubmit={submit} noValidate>
          <TextField
            label={t('settings.name')}
            hint={t('settings.nameHint')}
            value={name}
            onChange={setTyped}
            onBlur={() => void saveName()}
            error={isEmpty ? t('firstRun.nameEmpty') : undefined}
            limit={[...name].length > limit - 16 ? limit : undefined}
            autoComplete="name"
          />
          <ProfileTrouble />
          <SealedFields fields={fields} disabled={disabled} onType={type} onDone={(change) => void save(change)} />
          <button type="submit" hidden />
        </form>
        <Preview card={card} />
      </div>
    </SettingsFrame>
  )
}

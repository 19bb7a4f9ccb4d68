import type { PrivacySettings } from '@parley/protocol'
import { ChartNoAxesColumn, CheckCheck, Eye, EyeOff, Keyboard } from 'lucide-react'
import { useState } from 'react'
import { Icon } from '../../design/icon.tsx'
import { Switch } from '../../design/switch.tsx'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { useMe } from '../../engine/use-me.ts'
import { RouteLink } from '../../route/route-link.tsx'
import { t } from '../../texts/text.ts'
import { LineWords } from './line-words.tsx'
import { Line, Lines, Part, SettingsFrame } from './page-frame.tsx'
import { useSaving } from './use-saving.ts'

type Name = keyof PrivacySettings

const choices = () => [
  { name: 'receipts' as const, icon: CheckCheck, label: t('settings.receipts'), hint: t('settings.receiptsHint') },
  { name: 'typing' as const, icon: Keyboard, label: t('settings.typing'), hint: t('settings.typingHint') },
  { name: 'invisible' as const, icon: EyeOff, label: t('settings.invisible'), hint: t('settings.invisibleHint') },
  {
    name: 'reports' as const,
    icon: ChartNoAxesColumn,
    label: t('settings.reports'),
    hint: t('settings.reportsHint'),
  },
]

/** What others may see of me, and what the server can. */
export function PrivacyPage() {
  const client = useClient()
  const { settings } = useMe()
  const [wish, setWish] = useState<{ name: Name; on: boolean }>()
  const [fault, setFault] = useState<{ name: Name; reason: string }>()
  const [saving, run] = useSaving()

  const change = (name: Name) => async (on: boolean) => {
    setWish({ name, on })
    setFault(undefined)
    await run(async () => {
      try {
        await client.call('users.settings', { settings: { ...settings, [name]: on } })
      } catch (error) {
        setFault({ name, reason: errorWords(error) })
        throw error
      } finally {
        setWish(undefined)
      }
    })
  }
  return (
    <SettingsFrame title={t('settings.privacy')} lead={t('settings.privacyLead')} saving={saving}>
      <Part title={t('settings.privacyChoices')}>
        <Lines>
          {choices().map(({ name, icon, label, hint }) => (
            <Line key={name} icon={<Icon of={icon} size="lg" />}>
              <Switch
                spread
                label={label}
                hint={hint}
                checked={wish?.name === name ? wish.on : settings[name]}
                saving={wish?.name === name}
                error={fault?.name === name ? fault.reason : undefined}
                onChange={(on) => void change(name)(on)}
              />
            </Line>
          ))}
        </Lines>
      </Part>
      <Part title={t('settings.server')}>
        <Lines>
          <Line icon={<Icon of={Eye} size="lg" />}>
            <LineWords
              title={t('sees.title')}
              about={<RouteLink to={{ page: 'settings', section: 'sees' }}>{t('sees.link')}</RouteLink>}
            />
          </Line>
        </Lines>
      </Part>
    </SettingsFrame>
  )
}

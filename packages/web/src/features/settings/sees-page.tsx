import { type ClearField, clearFields, type Sight } from '@parley/protocol/clear-fields'
import { Eye, EyeOff, Lock, type LucideIcon, ShieldCheck } from 'lucide-react'
import { Badge } from '../../design/badge.tsx'
import { Icon } from '../../design/icon.tsx'
import { Note } from '../../design/note.tsx'
import { RouteLink } from '../../route/route-link.tsx'
import type { TextKey } from '../../texts/catalogue.ts'
import { declared, t } from '../../texts/text.ts'
import { LineWords } from './line-words.tsx'
import { Line, Lines, Part, SettingsFrame } from './page-frame.tsx'
import styles from './sees-page.module.css'

interface Look {
  readonly icon: LucideIcon
  readonly words: TextKey
  readonly tone: 'ok' | 'warn' | 'neutral'
}

const looks = {
  reads: { icon: Eye, words: 'sees.reads', tone: 'warn' },
  checks: { icon: ShieldCheck, words: 'sees.checks', tone: 'neutral' },
  sealed: { icon: Lock, words: 'sees.sealed', tone: 'ok' },
  never: { icon: EyeOff, words: 'sees.never', tone: 'ok' },
} as const satisfies Record<Sight, Look>

function FieldLine({ field }: { field: ClearField }) {
  const { icon, words, tone } = looks[field.sight]
  const text = (part: 'what' | 'why' | 'kept') => declared(`${field.key}.${part}`, field[part])
  return (
    <Line icon={<Icon of={icon} size="lg" />}>
      <LineWords
        title={text('what')}
        about={
          <>
            <p>{text('why')}</p>
            <p>{t('sees.kept', { time: text('kept') })}</p>
          </>
        }
        badge={<Badge tone={tone}>{t(words)}</Badge>}
      />
    </Line>
  )
}

/** Everything that the server stores or handles, line by line, as it is declared with the protocol. */
export function SeesPage() {
  return (
    <SettingsFrame title={t('sees.title')} lead={t('sees.lead')}>
      <div className={styles['sums']}>
        <Note tone="ok" icon={Lock} title={t('sees.hidden')}>
          <p>{t('sees.hiddenBody')}</p>
        </Note>
        <Note tone="warn" icon={Eye} title={t('sees.visible')}>
          <p>{t('sees.visibleBody')}</p>
        </Note>
      </div>
      <p className={styles['aside']}>
        {t('sees.whoRuns')} <RouteLink to={{ page: 'settings', section: 'privacy' }}>{t('sees.choices')}</RouteLink>
      </p>
      {clearFields.map(({ key, title, fields }) => (
        <Part key={key} title={declared(key, title)}>
          <Lines>
            {fields.map((field) => (
              <FieldLine key={field.key} field={field} />
            ))}
          </Lines>
        </Part>
      ))}
    </SettingsFrame>
  )
}

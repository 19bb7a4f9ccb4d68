import type { Running } from '@parley/client/calls'
import { Users } from 'lucide-react'
import { Icon } from '../../../design/icon.tsx'
import { Popover } from '../../../design/popover.tsx'
import { tip } from '../../../design/tip.ts'
import { t } from '../../../texts/text.ts'
import styles from './people-control.module.css'
import { PeoplePanel } from './people-panel.tsx'
import { useCallInfo } from './use-call-info.ts'

/** The way to the people of a call in a room of many. */
export function PeopleControl({ state }: { state: Running }) {
  const call = useCallInfo(state)
  if (!call?.isGroup) return null
  return (
    <div className={styles['place']}>
      <Popover label={t('call.people')} side="top" align="end" content={() => <PeoplePanel call={call} />}>
        {(opener) => (
          <button
            type="button"
            className={styles['opener']}
            {...opener}
            {...tip(t('call.people'))}
            aria-label={t('call.people')}
          >
            <Icon of={Users} size="lg" />
          </button>
        )}
      </Popover>
    </div>
  )
}

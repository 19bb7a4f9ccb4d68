import type { CallInfo } from '@parley/protocol'
import { useClient } from '../../../engine/client-context.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { formatNumber } from '../../../texts/format.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import { LockSwitch } from './lock-switch.tsx'
import styles from './people-panel.module.css'
import { PersonRow } from './person-row.tsx'
import { peopleIn } from './present.ts'
import { useRole } from './use-role.ts'

/** Whether others hear my microphone now. */
function useIsHeard(): boolean {
  const { local } = useDesk()
  useReadable(local.muted)
  useReadable(local.held)
  useReadable(local.sent)
  return local.isHeard
}

/** Who is in a call, and what its moderators can do about it. */
export function PeoplePanel({ call }: { call: CallInfo }) {
  const desk = useDesk()
  const me = useReadable(useClient().session)
  const others = useReadable(desk.call.others)
  const isHeard = useIsHeard()
  const role = useRole(call.room)
  const people = peopleIn(call, others, { user: me.kind === 'signed-in' ? me.user : '', isHeard })
  return (
    <div className={styles['panel']}>
      <h2 className={styles['title']}>
        {t('call.people')} <span className={styles['count']}>{formatNumber(people.length)}</span>
      </h2>
      <ul className={styles['people']}>
        {people.map((person) => (
          <PersonRow key={person.user} call={call} person={person} mine={role} />
        ))}
      </ul>
      {role !== 'member' && <LockSwitch call={call} />}
      {role === 'member' && call.isLocked && <p className={styles['note']}>{t('call.lockedHint')}</p>}
    </div>
  )
}

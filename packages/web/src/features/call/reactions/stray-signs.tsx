import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { nameOf, usePerson } from '../../conversation/use-person.ts'
import { useDesk } from '../desk/desk-context.ts'
import { useMyself } from '../desk/use-myself.ts'
import styles from './stray-signs.module.css'

function Line({ device, emoji }: { device: string; emoji: string }) {
  const { call } = useDesk()
  const { device: own } = useMyself()
  const other = useReadable(call.others).find((one) => one.device === device)
  const name = nameOf(usePerson(other?.user ?? ''))
  return (
    <li className={styles['line']}>
      <span className={styles['sign']}>{emoji}</span> <bdi>{device === own ? t('call.you') : name}</bdi>
    </li>
  )
}

/** Signs of those who have no tile now, with their names. `shown`: devices of those who have one. Read out elsewhere. */
export function StraySigns({ shown }: { shown: readonly string[] }) {
  const stray = useReadable(useDesk().call.reactions).filter(({ device }) => !shown.includes(device))
  if (stray.length === 0) return null
  return (
    <ul className={styles['lines']} aria-hidden>
      {stray.map(({ key, device, emoji }) => (
        <Line key={key} device={device} emoji={emoji} />
      ))}
    </ul>
  )
}

import { Pin, PinOff } from 'lucide-react'
import { IconButton } from '../../../design/icon-button.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { nameOf, usePerson } from '../../conversation/use-person.ts'
import { useDesk } from '../desk/desk-context.ts'
import type { Spot } from '../layout/spot.ts'
import styles from './pin-button.module.css'

interface Props {
  spot: Spot
  isPinned: boolean
}

function useWords({ kind, device }: Spot, isPinned: boolean): string {
  const other = useReadable(useDesk().call.others).find((one) => one.device === device)
  const person = nameOf(usePerson(other?.user ?? ''))
  if (kind === 'self') return t(isPinned ? 'call.unpinSelf' : 'call.pinSelf')
  return t(isPinned ? 'call.unpin' : 'call.pin', {
    name: kind === 'screen' ? t('call.screenOf', { name: person }) : person,
  })
}

/** Makes a tile large on this device, and takes that back. */
export function PinButton({ spot, isPinned }: Props) {
  const { scenery } = useDesk()
  return (
    <IconButton
      icon={isPinned ? PinOff : Pin}
      size="sm"
      label={useWords(spot, isPinned)}
      className={styles['pin']}
      data-pinned={isPinned || undefined}
      onClick={() => scenery.take({ kind: 'pin', spot })}
    />
  )
}

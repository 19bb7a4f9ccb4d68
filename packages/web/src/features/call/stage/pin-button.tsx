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

/** Makes a tile large on this device, and takes that back. */
export function PinButton({ spot, isPinned }: Props) {
  const { call, scenery } = useDesk()
  const other = useReadable(call.others).find(({ device }) => device === spot.device)
  const person = nameOf(usePerson(other?.user ?? ''))
  const name = spot.kind === 'screen' ? t('call.screenOf', { name: person }) : person
  return (
    <IconButton
      icon={isPinned ? PinOff : Pin}
      size="sm"
      label={t(isPinned ? 'call.unpin' : 'call.pin', { name })}
      className={styles['pin']}
      data-pinned={isPinned || undefined}
      onClick={() => scenery.take({ kind: 'pin', spot })}
    />
  )
}

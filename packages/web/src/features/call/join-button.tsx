import type { CallInfo } from '@parley/protocol'
import { DoorClosedLocked, Phone, Video } from 'lucide-react'
import { Button } from '../../design/button.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { t } from '../../texts/text.ts'
import { loadCalls } from './load.ts'
import { isShutTo } from './people/shut.ts'
import { useRole } from './people/use-role.ts'
import { wish } from './wish.ts'

/** The way into the call that runs in a room; whoever it is locked for reads that, and what to do. */
export function JoinButton({ call }: { call: CallInfo }) {
  const me = useReadable(useClient().session)
  const role = useRole(call.room)
  const { room, media, isLocked } = call
  const count = call.participants.length
  if (isShutTo(call, me.kind === 'signed-in' ? me.user : '', role)) {
    return (
      <Button
        size="sm"
        icon={DoorClosedLocked}
        disabled={t('errors.callLocked')}
        aria-label={t('call.lockedWith', { count })}
      >
        {t('call.locked')}
      </Button>
    )
  }
  const openIcon = media === 'video' ? Video : Phone
  return (
    <Button
      size="sm"
      variant="join"
      icon={isLocked ? DoorClosedLocked : openIcon}
      aria-label={isLocked ? t('call.joinLockedWith', { count }) : t('call.joinWith', { count })}
      onPointerEnter={loadCalls}
      onFocus={loadCalls}
      onClick={() => wish.set({ room, media })}
    >
      {isLocked ? t('call.joinLocked') : t('call.join')}
    </Button>
  )
}

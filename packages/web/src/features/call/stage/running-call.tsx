import type { Running } from '@parley/client/calls'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { Button } from '../../../design/button.tsx'
import { useCell } from '../../../design/cell.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { choices } from '../desk/choices.ts'
import { useDesk } from '../desk/desk-context.ts'
import { useCallKeys } from '../keys/use-call-keys.ts'
import { Voice } from '../video/voice.tsx'
import { useVoiceSigns } from '../voice/use-voice-signs.ts'
import { Announcements } from './announcements.tsx'
import { Doings } from './doings.tsx'
import styles from './running-call.module.css'

/** What a call has in any size: the voices of the others, the keys, and what is read out. */
export function RunningCall({ state, children }: { state: Running; children: ReactNode }) {
  const desk = useDesk()
  const others = useReadable(desk.call.others)
  const { speaker } = useCell(choices)
  const isDeaf = useCell(desk.isDeaf)
  useVoiceSigns(state)
  const [unlock, setUnlock] = useState<readonly (() => void)[]>([])
  const onBlocked = useCallback((play: () => void) => setUnlock((all) => [...all, play]), [])
  const heard = { speaker, isDeaf, onBlocked }
  const deeds = useMemo(
    () => ({
      microphone: () => desk.toggleMicrophone(),
      camera: () => desk.toggleCamera(),
      leave: () => desk.leave(),
    }),
    [desk],
  )
  const talk = useCallback((isDown: boolean) => desk.local.hold(isDown), [desk])
  useCallKeys(deeds, talk)
  const hear = (): void => {
    for (const play of unlock) play()
    setUnlock([])
  }
  return (
    <>
      {children}
      {others.flatMap(({ user, device, microphone, screenSound, flags }) => [
        microphone && <Voice key={device} user={user} track={microphone} {...heard} />,
        flags.screen && screenSound && <Voice key={`${device} screen`} user={user} track={screenSound} {...heard} />,
      ])}
      {unlock.length > 0 && (
        <div className={styles['unlock']}>
          <Button variant="primary" size="lg" onClick={hear}>
            {t('call.hearNothing')}
          </Button>
        </div>
      )}
      <Announcements />
      <Doings />
    </>
  )
}

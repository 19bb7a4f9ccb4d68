import { Mic, MicOff, Video, VideoOff } from 'lucide-react'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import { Control } from './control.tsx'
import { useCameraEntries, useSoundEntries } from './device-entries.ts'
import { DeviceMenu } from './device-menu.tsx'

interface Props {
  /** Without the choice of devices: phones and the small window. */
  isPlain?: boolean
}

/** The switch of the microphone. */
export function MicrophoneControl({ isPlain = false }: Props) {
  const desk = useDesk()
  const state = useReadable(desk.local.microphone.state)
  const muted = useReadable(desk.local.muted)
  const entries = useSoundEntries()
  const isOff = muted || state.kind === 'failed' || state.kind === 'off'
  return (
    <Control
      icon={isOff ? MicOff : Mic}
      label={t(isOff ? 'call.unmute' : 'call.mute')}
      keys="M"
      isOff={isOff}
      onClick={() => desk.toggleMicrophone()}
    >
      {!isPlain && <DeviceMenu label={t('call.chooseMicrophone')} entries={entries} />}
    </Control>
  )
}

/** The switch of the camera. */
export function CameraControl({ isPlain = false }: Props) {
  const desk = useDesk()
  const state = useReadable(desk.local.camera.state)
  const entries = useCameraEntries()
  const isOff = state.kind === 'off' || state.kind === 'failed'
  return (
    <Control
      icon={isOff ? VideoOff : Video}
      label={t(isOff ? 'call.cameraOn' : 'call.cameraOff')}
      keys="V"
      isOff={isOff}
      onClick={() => desk.toggleCamera()}
    >
      {!isPlain && <DeviceMenu label={t('call.chooseCamera')} entries={entries} />}
    </Control>
  )
}

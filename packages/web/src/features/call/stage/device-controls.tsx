import { Mic, MicOff, Video, VideoOff } from 'lucide-react'
import { useCell } from '../../../design/cell.ts'
import type { MenuEntry } from '../../../design/menu-entry.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { choices, choose } from '../desk/choices.ts'
import { useDesk } from '../desk/desk-context.ts'
import { Control } from './control.tsx'
import { DeviceMenu } from './device-menu.tsx'

interface Props {
  /** Without the choice of devices: phones and the small window. */
  isPlain?: boolean
}

/** The switch of the microphone. */
export function MicrophoneControl({ isPlain = false }: Props) {
  const desk = useDesk()
  const devices = useReadable(desk.local.devices)
  const state = useReadable(desk.local.microphone.state)
  const muted = useReadable(desk.local.muted)
  const { microphone, speaker, noiseSuppression } = useCell(choices)
  const isOff = muted || state.kind === 'failed' || state.kind === 'off'
  const more: MenuEntry[] = [
    {
      kind: 'check',
      label: t('preJoin.noise'),
      checked: noiseSuppression,
      onChange: (checked) => choose({ noiseSuppression: checked }),
    },
  ]
  if (devices.speakers.length > 0) {
    more.unshift({
      kind: 'choice',
      label: t('preJoin.speaker'),
      value: speaker ?? '',
      onChange: (value) => choose({ speaker: value === '' ? null : value }),
      options: [
        { value: '', label: t('preJoin.defaultDevice') },
        ...devices.speakers.filter(({ id }) => id !== 'default').map(({ id, label }) => ({ value: id, label })),
      ],
    })
  }
  return (
    <Control
      icon={isOff ? MicOff : Mic}
      label={t(isOff ? 'call.unmute' : 'call.mute')}
      keys="M"
      isOff={isOff}
      onClick={() => desk.toggleMicrophone()}
    >
      {!isPlain && (
        <DeviceMenu
          label={t('call.chooseMicrophone')}
          heading={t('preJoin.microphone')}
          devices={devices.microphones}
          chosen={microphone}
          onChoose={(id) => choose({ microphone: id })}
          more={more}
        />
      )}
    </Control>
  )
}

/** The switch of the camera. */
export function CameraControl({ isPlain = false }: Props) {
  const desk = useDesk()
  const { cameras } = useReadable(desk.local.devices)
  const state = useReadable(desk.local.camera.state)
  const { camera } = useCell(choices)
  const isOff = state.kind === 'off' || state.kind === 'failed'
  return (
    <Control
      icon={isOff ? VideoOff : Video}
      label={t(isOff ? 'call.cameraOn' : 'call.cameraOff')}
      keys="V"
      isOff={isOff}
      onClick={() => desk.toggleCamera()}
    >
      {!isPlain && (
        <DeviceMenu
          label={t('call.chooseCamera')}
          heading={t('preJoin.camera')}
          devices={cameras}
          chosen={camera}
          onChoose={(id) => choose({ camera: id })}
        />
      )}
    </Control>
  )
}

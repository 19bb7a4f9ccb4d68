import type { Device } from '@parley/client/calls'
import { useCell } from '../../../design/cell.ts'
import type { MenuChoice, MenuEntry } from '../../../design/menu-entry.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { choices, choose } from '../desk/choices.ts'
import { useDesk } from '../desk/desk-context.ts'

/** A choice among devices; the first is whichever the computer uses. */
function choiceOf(
  label: string,
  devices: readonly Device[],
  chosen: string | null,
  onChoose: (device: string | null) => void,
): MenuChoice {
  const options = devices
    .filter(({ id }) => id !== 'default' && id !== 'communications')
    .map(({ id, label: name }) => ({ value: id, label: name === '' ? label : name }))
  return {
    kind: 'choice',
    label,
    value: chosen ?? '',
    onChange: (value) => onChoose(value === '' ? null : value),
    options: [{ value: '', label: t('preJoin.defaultDevice') }, ...options],
  }
}

/** What belongs to hearing and being heard. */
export function useSoundEntries(): readonly MenuEntry[] {
  const { microphones, speakers } = useReadable(useDesk().local.devices)
  const { microphone, speaker, noiseSuppression } = useCell(choices)
  const played = choiceOf(t('preJoin.speaker'), speakers, speaker, (id) => choose({ speaker: id }))
  return [
    choiceOf(t('preJoin.microphone'), microphones, microphone, (id) => choose({ microphone: id })),
    ...(speakers.length > 0 ? [played] : []),
    {
      kind: 'check',
      label: t('preJoin.noise'),
      checked: noiseSuppression,
      onChange: (checked) => choose({ noiseSuppression: checked }),
    },
  ]
}

/** Which camera. */
export function useCameraEntries(): readonly MenuEntry[] {
  const { cameras } = useReadable(useDesk().local.devices)
  const { camera } = useCell(choices)
  return [choiceOf(t('preJoin.camera'), cameras, camera, (id) => choose({ camera: id }))]
}

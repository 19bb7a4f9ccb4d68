import { Hand, Maximize, Minimize2, MonitorUp } from 'lucide-react'
import { useCell } from '../../../design/cell.ts'
import type { MenuEntry } from '../../../design/menu-entry.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { choices, choose } from '../desk/choices.ts'
import { useDesk } from '../desk/desk-context.ts'
import { useArrangement } from '../layout/use-arrangement.ts'
import { canShare } from '../share/can-share.ts'
import { useCameraEntries, useSoundEntries } from './device-entries.ts'

/** Which layout shows, where there is more than one. */
function useLayoutEntries(): readonly MenuEntry[] {
  const desk = useDesk()
  const { kind } = useArrangement()
  if (kind !== 'grid' && kind !== 'speaker') return []
  const layout: MenuEntry = {
    kind: 'choice',
    label: t('call.layout'),
    value: kind,
    onChange: (value) => desk.chooseLayout(value === 'speaker' ? 'speaker' : 'grid'),
    options: [
      { value: 'grid', label: t('call.layoutGrid') },
      { value: 'speaker', label: t('call.layoutSpeaker') },
    ],
  }
  return [layout, 'line']
}

/** What has no button of its own where there is little room. */
function useRestEntries(isIn: boolean): readonly MenuEntry[] {
  const desk = useDesk()
  const isUp = useReadable(desk.call.hand) !== null
  const isSharing = useReadable(desk.local.screen.state).kind === 'on'
  const sound = useSoundEntries()
  const camera = useCameraEntries()
  const share: MenuEntry = {
    label: t(isSharing ? 'call.stopSharing' : 'call.share'),
    icon: MonitorUp,
    onSelect: () => desk.toggleScreen(),
  }
  const hand: MenuEntry = {
    label: t(isUp ? 'call.lowerHand' : 'call.raiseHand'),
    icon: Hand,
    onSelect: () => desk.toggleHand(),
  }
  return [
    ...(isIn && canShare() ? [share] : []),
    ...(isIn ? [hand] : []),
    { kind: 'branch', label: t('preJoin.microphone'), entries: sound },
    { kind: 'branch', label: t('preJoin.camera'), entries: camera },
    'line',
  ]
}

/**
 * What the menu of a call has.
 * @param isNarrow there is no room for all buttons
 * @param isIn somebody has answered
 */
export function useMore(isNarrow: boolean, isIn: boolean): readonly MenuEntry[] {
  const desk = useDesk()
  const { hidesSelf, saver, sparesComputer } = useCell(choices)
  const layout = useLayoutEntries()
  const rest = useRestEntries(isIn)
  const full = (): void => {
    const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
    change.catch(() => undefined)
  }
  return [
    ...(isNarrow ? rest : []),
    ...layout,
    {
      kind: 'check',
      label: t('call.hideSelf'),
      checked: hidesSelf,
      onChange: (checked) => choose({ hidesSelf: checked }),
    },
    { kind: 'check', label: t('preJoin.saver'), checked: saver, onChange: (checked) => choose({ saver: checked }) },
    {
      kind: 'check',
      label: t('call.spares'),
      checked: sparesComputer,
      onChange: (checked) => choose({ sparesComputer: checked }),
    },
    'line',
    { label: t('call.smallWindow'), icon: Minimize2, onSelect: () => desk.isSmall.set(true) },
    { label: t('call.fullScreen'), icon: Maximize, onSelect: full },
  ]
}

import type { Device } from '@parley/client/calls'
import { Camera, Mic, Volume2 } from 'lucide-react'
import { Button } from '../../../design/button.tsx'
import { useCell } from '../../../design/cell.ts'
import { Select } from '../../../design/select.tsx'
import { Switch } from '../../../design/switch.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { choices, choose } from '../desk/choices.ts'
import { useDesk } from '../desk/desk-context.ts'
import { play } from '../sounds/play.ts'
import styles from './pickers.module.css'

const orNull = (value: string): string | null => (value === '' ? null : value)

function optionsOf(devices: readonly Device[]) {
  const named = devices.filter(({ id }) => id !== 'default' && id !== 'communications')
  return [
    { value: '', label: t('preJoin.defaultDevice') },
    ...named.map(({ id, label }, at) => ({ value: id, label: label === '' ? String(at + 1) : label })),
  ]
}

/** Which microphone, speaker and camera; remembered for the next call. */
export function Pickers() {
  const { local } = useDesk()
  const { microphones, cameras, speakers } = useReadable(local.devices)
  const { microphone, camera, speaker, noiseSuppression, saver } = useCell(choices)
  return (
    <div className={styles['pickers']}>
      <Select
        label={t('preJoin.microphone')}
        icon={Mic}
        value={microphone ?? ''}
        options={optionsOf(microphones)}
        onChange={(value) => choose({ microphone: orNull(value) })}
      />
      {speakers.length > 0 && (
        <Select
          label={t('preJoin.speaker')}
          icon={Volume2}
          value={speaker ?? ''}
          options={optionsOf(speakers)}
          onChange={(value) => choose({ speaker: orNull(value) })}
        />
      )}
      <Select
        label={t('preJoin.camera')}
        icon={Camera}
        value={camera ?? ''}
        options={optionsOf(cameras)}
        onChange={(value) => choose({ camera: orNull(value) })}
      />
      <div className={styles['switches']}>
        <Switch
          label={t('preJoin.noise')}
          checked={noiseSuppression}
          onChange={(checked) => choose({ noiseSuppression: checked })}
        />
        <Switch label={t('preJoin.saver')} checked={saver} onChange={(checked) => choose({ saver: checked })} />
        <Button variant="ghost" size="sm" icon={Volume2} onClick={() => play('connected')}>
          {t('preJoin.playSound')}
        </Button>
      </div>
    </div>
  )
}

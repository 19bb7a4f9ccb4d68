import { useState } from 'react'
import { Note } from '../../../design/note.tsx'
import { t } from '../../../texts/text.ts'
import { browserOf, type Steps as Kind } from './browser.ts'
import styles from './help.module.css'
import { Steps } from './steps.tsx'

const others = [
  ['chrome', 'Chrome'],
  ['firefox', 'Firefox'],
  ['safari', 'Safari'],
  ['iphone', 'iPhone'],
] as const

/** How to unblock a device in the browser in use; the page notices by itself when it worked. */
export function BlockedHelp({ source }: { source: 'camera' | 'microphone' }) {
  const own = browserOf(navigator.userAgent)
  const [shown, show] = useState<Kind>(own.steps)
  const browser = others.find(([kind]) => kind === shown)?.[1] ?? own.name
  const name = shown === own.steps ? own.name : browser
  return (
    <div className={styles['help']}>
      <h2 className={styles['title']}>
        {source === 'camera'
          ? t('device.allowCameraIn', { browser: name })
          : t('device.allowMicrophoneIn', { browser: name })}
      </h2>
      <p className={styles['noticed']}>{t('device.noticed', { browser: own.name, system: own.system })}</p>
      <Steps of={shown} />
      <Note busy live>
        {t('device.waiting')}
      </Note>
      <p className={styles['others']}>
        {t('device.otherBrowsers')}
        {others
          .filter(([kind]) => kind !== shown)
          .map(([kind, label]) => (
            <button key={kind} type="button" className={styles['other']} onClick={() => show(kind)}>
              {label}
            </button>
          ))}
      </p>
    </div>
  )
}

import { t } from '../../../texts/text.ts'
import type { Steps as Kind } from './browser.ts'
import styles from './steps.module.css'

const texts = {
  firefox: ['device.firefoxOne', 'device.firefoxTwo'],
  chrome: ['device.chromeOne', 'device.chromeTwo'],
  safari: ['device.safariOne', 'device.safariTwo'],
  iphone: ['device.iphoneOne', 'device.iphoneTwo'],
} as const

/** What to press so that the browser allows a device. */
export function Steps({ of }: { of: Kind }) {
  return (
    <ol className={styles['steps']}>
      {[...texts[of], 'device.stepBack' as const].map((key, at) => (
        <li key={key} className={styles['step']}>
          <span className={styles['number']} aria-hidden>
            {at + 1}
          </span>
          {t(key)}
        </li>
      ))}
    </ol>
  )
}

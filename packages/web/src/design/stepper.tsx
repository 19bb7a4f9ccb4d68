import { Check } from 'lucide-react'
import { t } from '../texts/text.ts'
import { Icon } from './icon.tsx'
import styles from './stepper.module.css'
import { Unseen } from './unseen.tsx'

interface Props {
  steps: readonly string[]
  /** The step one is at, from 0. */
  current: number
}

function spoken(name: string, at: number, current: number): string {
  const values = { number: at + 1, name }
  if (at < current) return t('firstRun.stepDone', values)
  return at === current ? t('firstRun.stepNow', values) : t('firstRun.stepNext', values)
}

/** Where one is in a short row of steps. */
export function Stepper({ steps, current }: Props) {
  return (
    <ol className={styles['steps']} aria-label={t('firstRun.steps')}>
      {steps.map((name, at) => (
        <li
          key={name}
          className={styles['step']}
          data-state={at < current ? 'done' : at === current ? 'now' : 'next'}
          aria-current={at === current ? 'step' : undefined}
        >
          <span className={styles['number']} aria-hidden>
            {at < current ? <Icon of={Check} size="xs" /> : at + 1}
          </span>
          <span className={styles['name']} aria-hidden>
            {name}
          </span>
          <Unseen>{spoken(name, at, current)}</Unseen>
        </li>
      ))}
    </ol>
  )
}

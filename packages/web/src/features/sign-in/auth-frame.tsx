import { Fingerprint, Monitor, Server } from 'lucide-react'
import type { ReactNode } from 'react'
import { Avatar } from '../../design/avatar.tsx'
import { Icon } from '../../design/icon.tsx'
import { Logo } from '../../design/logo.tsx'
import { WaveArt } from '../../design/wave-art.tsx'
import { t } from '../../texts/text.ts'
import styles from './auth-frame.module.css'

function Promises() {
  const points = [
    { icon: Server, text: t('firstRun.pointOwn') },
    { icon: Fingerprint, text: t('firstRun.pointNoNumber') },
    { icon: Monitor, text: t('firstRun.pointNothing') },
  ]
  return (
    <>
      <p className={styles['claim']}>
        {t('firstRun.heroFirst')}
        <br />
        {t('firstRun.heroSecond')}
      </p>
      <ul className={styles['points']}>
        {points.map(({ icon, text }) => (
          <li key={text} className={styles['point']}>
            <Icon of={icon} size="md" className={styles['pointSign']} />
            {text}
          </li>
        ))}
      </ul>
    </>
  )
}

function Samples() {
  const samples = [
    { id: 'mara', name: 'Mara', text: t('signIn.sampleFirst') },
    { id: 'tomas', name: 'Tomás', text: t('signIn.sampleSecond') },
    { id: 'aiko', name: 'Aiko', text: t('signIn.sampleThird') },
  ]
  return (
    <div className={styles['samples']} aria-hidden>
      {samples.map(({ text, ...person }) => (
        <div key={person.id} className={styles['sample']}>
          <Avatar {...person} />
          <div>
            <p className={styles['sampleName']}>{person.name}</p>
            <p className={styles['sampleText']}>{text}</p>
          </div>
        </div>
      ))}
    </div>
  )
}

interface Props {
  /** What stands beside the form where there is room for it. */
  hero: 'promises' | 'samples'
  children: ReactNode
}

/** The page of everything before one is signed in: a picture at the start, a form at the end. */
export function AuthFrame({ hero, children }: Props) {
  return (
    <div className={styles['page']}>
      <div className={styles['hero']}>
        <WaveArt />
        <div className={styles['words']}>
          <Logo named />
          {hero === 'promises' ? <Promises /> : <Samples />}
        </div>
      </div>
      <main className={styles['pane']}>
        <div className={styles['form']}>
          <div className={styles['brand']}>
            <Logo size="sm" named />
          </div>
          {children}
        </div>
      </main>
    </div>
  )
}

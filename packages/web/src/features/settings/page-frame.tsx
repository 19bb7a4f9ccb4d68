import type { ReactNode } from 'react'
import styles from './page-frame.module.css'
import { SavedMark } from './saved-mark.tsx'
import type { Saving } from './use-saving.ts'

interface PageProps {
  title: string
  lead?: string
  saving?: Saving
  children: ReactNode
}

/** One page of settings. */
export function SettingsFrame({ title, lead, saving, children }: PageProps) {
  return (
    <>
      <div className={styles['head']}>
        <h1 className={styles['title']}>{title}</h1>
        {saving !== undefined && <SavedMark state={saving} />}
      </div>
      {lead !== undefined && <p className={styles['lead']}>{lead}</p>}
      {children}
    </>
  )
}

/** A part of a page with its own heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles['part']}>
      <h2 className={styles['partTitle']}>{title}</h2>
      {children}
    </section>
  )
}

/** Lines in a card. */
export function Lines({ children }: { children: ReactNode }) {
  return <ul className={styles['lines']}>{children}</ul>
}

interface LineProps {
  icon?: ReactNode
  children: ReactNode
  deed?: ReactNode
}

/** One line: a sign, words, and what can be done. */
export function Line({ icon, children, deed }: LineProps) {
  return (
    <li className={styles['line']}>
      {icon !== undefined && <span className={styles['sign']}>{icon}</span>}
      <div className={styles['words']}>{children}</div>
      {deed}
    </li>
  )
}

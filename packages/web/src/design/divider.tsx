import styles from './divider.module.css'

/** A line, with a word in its middle when it parts two ways of doing one thing. */
export function Divider({ label }: { label?: string }) {
  if (label === undefined) return <hr className={styles['line']} />
  return <div className={styles['divider']}>{label}</div>
}

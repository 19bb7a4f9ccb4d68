import styles from './kbd.module.css'
import { shortcutLabel } from './shortcut.ts'

/** Keys to press, given as `Ctrl+K` and written as this computer writes them. */
export function Kbd({ keys }: { keys: string }) {
  return <kbd className={styles['kbd']}>{shortcutLabel(keys)}</kbd>
}

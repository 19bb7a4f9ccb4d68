import styles from './app.module.css'
import { Logo } from './design/logo.tsx'
import { DesignRoot } from './design/root.tsx'

/** The whole page. */
export function App() {
  return (
    <DesignRoot>
      <main className={styles['shell']}>
        <Logo size="lg" named />
      </main>
    </DesignRoot>
  )
}

import { TriangleAlert } from 'lucide-react'
import { Button } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { t } from '../../texts/text.ts'
import styles from './alone.module.css'

/** The program behind the screens did not start. */
export function EngineFailed() {
  return (
    <main className={styles['page']}>
      <EmptyState centred icon={TriangleAlert} title={t('errors.engineFailed')} body={t('errors.engineFailedBody')}>
        <Button variant="primary" onClick={() => location.reload()}>
          {t('errors.reload')}
        </Button>
      </EmptyState>
    </main>
  )
}

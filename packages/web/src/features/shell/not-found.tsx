import { MapPinOff } from 'lucide-react'
import { Button } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { Unseen } from '../../design/unseen.tsx'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import styles from './alone.module.css'

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <main className={styles['page']}>
      <Unseen>
        <h1>{t('common.product')}</h1>
      </Unseen>
      <EmptyState centred icon={MapPinOff} title={t('errors.pageUnknown')} body={t('errors.pageUnknownBody')}>
        <Button variant="primary" onClick={() => navigate({ page: 'home' }, { replace: true })}>
          {t('errors.toStart')}
        </Button>
      </EmptyState>
    </main>
  )
}

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { IconButton } from '../../../design/icon-button.tsx'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import type { Arrangement } from '../layout/arrange.ts'
import styles from './pager.module.css'

/** The pages of a grid, where there is more than one. */
export function Pager({ arrangement: { page, pages } }: { arrangement: Arrangement }) {
  const { scenery } = useDesk()
  if (pages < 2) return null
  return (
    <nav className={styles['pager']} aria-label={t('call.pages')}>
      <IconButton
        icon={ChevronLeft}
        mirrored
        label={t('call.previousPage')}
        onClick={() => scenery.take({ kind: 'turn', by: -1 })}
      />
      <span role="status">{t('call.page', { page: page + 1, pages })}</span>
      <IconButton
        icon={ChevronRight}
        mirrored
        label={t('call.nextPage')}
        onClick={() => scenery.take({ kind: 'turn', by: 1 })}
      />
    </nav>
  )
}

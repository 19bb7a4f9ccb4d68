import { Banner } from '../../design/banner.tsx'
import { Button } from '../../design/button.tsx'
import { t } from '../../texts/text.ts'
import { useDeeds } from '../conversation/deeds-context.ts'
import { nameOf, usePerson } from '../conversation/use-person.ts'
import { useCompany } from './use-company.ts'

/** The red line over the field: somebody here was verified and has other keys now. */
export function ChangedBanner() {
  const { changed } = useCompany()
  const { lookAtKeys } = useDeeds()
  const name = nameOf(usePerson(changed[0] ?? ''))
  if (changed.length === 0) return null
  const title =
    changed.length === 1
      ? t('verification.changed', { name })
      : t('verification.changedMany', { count: changed.length })
  const look = (
    <Button size="sm" onClick={lookAtKeys}>
      {t('newKeys.look')}
    </Button>
  )
  return (
    <Banner tone="bad" title={title} action={look}>
      {t('verification.changedBody')}
    </Banner>
  )
}

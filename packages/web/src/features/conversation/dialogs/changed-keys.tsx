import { useState } from 'react'
import { Button } from '../../../design/button.tsx'
import { Dialog } from '../../../design/dialog.tsx'
import { ErrorState } from '../../../design/error-state.tsx'
import { focusHere } from '../../../design/focus-here.ts'
import { Note } from '../../../design/note.tsx'
import { Skeleton } from '../../../design/skeleton.tsx'
import { t } from '../../../texts/text.ts'
import { useFetched } from '../../settings/use-fetched.ts'
import { heldByKeys } from '../delivery/held.ts'
import { useRoom } from '../room-context.ts'
import styles from './changed-keys.module.css'
import { ChangedPerson } from './changed-person.tsx'

interface Props {
  open: boolean
  onClose: () => void
}

function AllTrusted({ onClose }: { onClose: () => void }) {
  const { handle } = useRoom()
  const send = () => {
    for (const message of heldByKeys(handle.timeline.get().items)) void handle.retry(message)
    onClose()
  }
  return (
    <>
      <Note tone="ok" title={t('newKeys.none')} live>
        {t('newKeys.noneBody')}
      </Note>
      <div className={styles['deeds']}>
        <Button onClick={onClose}>{t('common.close')}</Button>
        <Button ref={focusHere} variant="primary" onClick={send}>
          {t('errors.sendAgain')}
        </Button>
      </div>
    </>
  )
}

function People({ onClose }: { onClose: () => void }) {
  const { handle } = useRoom()
  const { value: people, fault, again } = useFetched(() => handle.changedIdentities())
  const [trusted, setTrusted] = useState<readonly string[]>([])
  if (people === undefined) {
    return fault === undefined ? <Skeleton kind="block" width="100%" /> : <ErrorState title={fault} onRetry={again} />
  }
  return (
    <>
      <ul className={styles['list']}>
        {people.map((id) => (
          <ChangedPerson
            key={id}
            id={id}
            isTrusted={trusted.includes(id)}
            onTrusted={(one) => setTrusted((before) => [...before, one])}
          />
        ))}
      </ul>
      {people.every((id) => trusted.includes(id)) && <AllTrusted onClose={onClose} />}
    </>
  )
}

/** Who in the open room has other keys than those they were let in with. */
export function ChangedKeys({ open, onClose }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={t('newKeys.title')} description={t('newKeys.lead')}>
      <People onClose={onClose} />
    </Dialog>
  )
}

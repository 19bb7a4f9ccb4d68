import { type FormEvent, useId, useState } from 'react'
import { Button } from '../../../design/button.tsx'
import { Dialog } from '../../../design/dialog.tsx'
import { TextField } from '../../../design/text-field.tsx'
import { useClient } from '../../../engine/client-context.ts'
import { errorWords } from '../../../engine/error-words.ts'
import { t } from '../../../texts/text.ts'
import { HistoryChoice } from '../../rooms/history-choice.tsx'
import { useRoom } from '../room-context.ts'
import styles from './edit-room.module.css'

const nameLimit = 80
const topicLimit = 400

interface Props {
  open: boolean
  onClose: () => void
}

/** Changes the name and the topic of a room; its owner, of an encrypted one, what new members can read. */
export function EditRoom({ open, onClose }: Props) {
  const client = useClient()
  const room = useRoom()
  // What it is shown as may stand for a name that has not been heard here.
  const [before] = useState(() => ({
    name: client.rooms.get().find(({ id }) => id === room.id)?.name ?? '',
    topic: room.topic,
    history: room.history,
  }))
  const [name, setName] = useState(before.name)
  const [topic, setTopic] = useState(before.topic)
  const [history, setHistory] = useState(before.history)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const formId = useId()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return setFault(t('rooms.createNameEmpty'))
    setBusy(true)
    try {
      const about = { name: name.trim(), topic: topic.trim() }
      if (about.name !== before.name || about.topic !== before.topic)
        await room.handle.change({ kind: 'about', ...about })
      if (history !== null && history !== before.history) await room.handle.change({ kind: 'history', history })
      onClose()
    } catch (error) {
      setFault(errorWords(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('conversation.roomDetails')}
      keepOpen
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" type="submit" form={formId} loading={busy}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles['form']} onSubmit={(event) => void submit(event)}>
        <TextField
          label={t('rooms.createName')}
          value={name}
          limit={nameLimit}
          onChange={(next) => {
            setName(next)
            setFault(undefined)
          }}
          error={fault}
        />
        <TextField
          label={t('rooms.createTopic')}
          hint={t('rooms.createTopicHint')}
          value={topic}
          limit={topicLimit}
          onChange={setTopic}
        />
        {room.role === 'owner' && history !== null && room.kind === 'private' && (
          <div className={styles['history']}>
            <HistoryChoice value={history} onChange={setHistory} />
            <p>{t('rooms.historyFromNow')}</p>
          </div>
        )}
      </form>
    </Dialog>
  )
}

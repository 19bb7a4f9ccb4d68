import { type HistoryRule, makeId } from '@parley/protocol'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Note } from '../../design/note.tsx'
import { RadioGroup } from '../../design/radio-group.tsx'
import { Switch } from '../../design/switch.tsx'
import { TextField } from '../../design/text-field.tsx'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { closeWindow } from '../shell/window.ts'
import styles from './create-room.module.css'
import { HistoryChoice } from './history-choice.tsx'

type Kind = 'public' | 'private'

const nameLimit = 80
const topicLimit = 400

const kinds = () => [
  { value: 'public' as const, label: t('rooms.createPublic'), hint: t('trust.openHint') },
  { value: 'private' as const, label: t('rooms.createPrivate'), hint: t('rooms.createPrivateHint') },
]

function Form() {
  const client = useClient()
  const [name, setName] = useState('')
  const [topic, setTopic] = useState('')
  const [kind, setKind] = useState<Kind>('public')
  const [isVoice, setVoice] = useState(false)
  const [history, setHistory] = useState<HistoryRule>('joined')
  // The same id for each try, so that a try whose answer was lost makes no second room.
  const [id] = useState(() => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10))))
  const [fault, setFault] = useState<{ name?: string; form?: string }>({})
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || [...name].length > nameLimit || [...topic].length > topicLimit) return
    if (name.trim() === '') {
      setFault({ name: t('rooms.createNameEmpty') })
      return field.current?.focus()
    }
    setBusy(true)
    setFault({})
    try {
      const about = { id, kind, name: name.trim(), topic: topic.trim(), voice: isVoice }
      const room = await client.createRoom(kind === 'private' ? { ...about, history } : about)
      closeWindow()
      navigate({ page: 'room', room })
    } catch (error) {
      setFault({ form: errorWords(error) })
      setBusy(false)
    }
  }
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={t('rooms.createName')}
        hint={t('rooms.createNameHint')}
        value={name}
        onChange={setName}
        error={fault.name}
        limit={[...name].length > nameLimit - 20 ? nameLimit : undefined}
        autoComplete="off"
        inputRef={field}
      />
      <TextField
        label={`${t('rooms.createTopic')} (${t('common.optional')})`}
        hint={t('rooms.createTopicHint')}
        value={topic}
        onChange={setTopic}
        limit={[...topic].length > topicLimit - 50 ? topicLimit : undefined}
        autoComplete="off"
      />
      <RadioGroup<Kind> label={t('rooms.createKind')} value={kind} onChange={setKind} options={kinds()} />
      {kind === 'private' && <HistoryChoice value={history} onChange={setHistory} />}
      <Switch label={t('rooms.createVoice')} hint={t('rooms.createVoiceHint')} checked={isVoice} onChange={setVoice} />
      {fault.form !== undefined && (
        <Note tone="bad" live>
          {fault.form}
        </Note>
      )}
      <div className={styles['deeds']}>
        <Button onClick={closeWindow}>{t('common.cancel')}</Button>
        <Button type="submit" variant="primary" loading={busy}>
          {t('rooms.create')}
        </Button>
      </div>
    </form>
  )
}

/** Makes a room and goes there. */
export function CreateRoom({ open }: { open: boolean }) {
  return (
    <Dialog open={open} onClose={closeWindow} title={t('rooms.createTitle')} keepOpen>
      <Form />
    </Dialog>
  )
}

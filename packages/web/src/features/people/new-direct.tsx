import type { Profile } from '@parley/protocol'
import { Lock, X } from 'lucide-react'
import { useState } from 'react'
import { Avatar } from '../../design/avatar.tsx'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Icon } from '../../design/icon.tsx'
import { Note } from '../../design/note.tsx'
import { TextField } from '../../design/text-field.tsx'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { useMe } from '../../engine/use-me.ts'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { useSearch } from '../members/use-search.ts'
import { closeWindow } from '../shell/window.ts'
import styles from './new-direct.module.css'

const most = 15

interface PickProps {
  text: string
  picked: readonly Profile[]
  onPick: (person: Profile) => void
}

function Found({ text, picked, onPick }: PickProps) {
  const { user } = useMe()
  const found = useSearch(text)
  if (found === null) return null
  const users = found.users.filter(({ id }) => id !== user && !picked.some((one) => one.id === id))
  if (users.length === 0) return <p className={styles['none']}>{t('direct.noneFound', { text: found.text })}</p>
  return (
    <ul className={styles['list']} aria-label={t('direct.found')}>
      {users.map((person) => (
        <li key={person.id}>
          <button type="button" className={styles['person']} onClick={() => onPick(person)}>
            <Avatar {...person} size="sm" bot={person.kind === 'bot'} />
            <bdi className={styles['name']}>{person.name}</bdi>
            {person.handle !== null && (
              <span className={styles['handle']}>{t('members.handle', { handle: person.handle })}</span>
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}

function Form() {
  const client = useClient()
  const [text, setText] = useState('')
  const [picked, setPicked] = useState<readonly Profile[]>([])
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()

  const pick = (person: Profile) => {
    setPicked([...picked, person].slice(0, most))
    setText('')
  }
  const open = async () => {
    setBusy(true)
    setFault(undefined)
    try {
      const room = await client.direct(picked.map(({ id }) => id))
      closeWindow()
      navigate({ page: 'room', room })
    } catch (error) {
      setFault(errorWords(error))
      setBusy(false)
    }
  }
  return (
    <>
      {picked.length > 0 && (
        <ul className={styles['picked']} aria-label={t('direct.to')}>
          {picked.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                className={styles['chip']}
                aria-label={t('direct.unpick', { name: person.name })}
                onClick={() => setPicked(picked.filter(({ id }) => id !== person.id))}
              >
                <Avatar {...person} size="xs" />
                <bdi>{person.name}</bdi>
                <Icon of={X} size="xs" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <TextField
        label={t('direct.to')}
        hint={picked.length < most ? t('direct.toHint') : t('direct.full', { most })}
        value={text}
        onChange={setText}
        disabled={picked.length >= most}
        autoComplete="off"
        onKeyDown={(event) => {
          if (event.key === 'Backspace' && text === '') setPicked(picked.slice(0, -1))
        }}
      />
      <div className={styles['results']} aria-live="polite">
        <Found text={text} picked={picked} onPick={pick} />
      </div>
      <Note icon={Lock} title={t('trust.sealedShort')}>
        {t('direct.sealedHint')}
      </Note>
      {fault !== undefined && (
        <Note tone="bad" live>
          {fault}
        </Note>
      )}
      <div className={styles['deeds']}>
        <Button onClick={closeWindow}>{t('common.cancel')}</Button>
        <Button
          variant="primary"
          loading={busy}
          disabled={picked.length === 0 ? t('direct.pickFirst') : false}
          onClick={() => void open()}
        >
          {t('direct.open')}
        </Button>
      </div>
    </>
  )
}

/** Begins a conversation with one person, or with a few. */
export function NewDirect({ open }: { open: boolean }) {
  return (
    <Dialog open={open} onClose={closeWindow} title={t('direct.newTitle')} description={t('empty.directBody')}>
      <Form />
    </Dialog>
  )
}

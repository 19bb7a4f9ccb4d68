import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Dialog } from '../../design/dialog.tsx'
import { Icon } from '../../design/icon.tsx'
import { Kbd } from '../../design/kbd.tsx'
import { notify } from '../../design/toast.ts'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { ChoiceRow } from './choice-row.tsx'
import { type Choice, choose } from './choices.ts'
import styles from './quick-switcher.module.css'
import { recentRooms } from './recent.ts'
import { runAction, useChoices } from './use-choices.ts'
import { closeWindow } from './window.ts'

const most = 9

const goTo = (room: string) => {
  closeWindow()
  navigate({ page: 'room', room })
}

/** Takes a choice; `opening` is the person whose direct messages are being opened, which may take a while. */
function useTake() {
  const client = useClient()
  const [opening, setOpening] = useState<string | null>(null)
  const take = async (choice: Choice): Promise<void> => {
    if (opening !== null) return
    if (choice.kind === 'action') return runAction(choice.id)
    if (choice.kind === 'room') return goTo(choice.id)
    setOpening(choice.id)
    try {
      goTo(await client.direct([choice.id]))
    } catch (error) {
      closeWindow()
      notify({ kind: 'error', text: errorWords(error) })
    }
  }
  return { opening, take }
}

function Legend() {
  const parts = [
    { sign: '#', word: t('rooms.switchRooms') },
    { sign: '@', word: t('rooms.switchPeople') },
    { sign: '>', word: t('rooms.switchActions') },
  ]
  return (
    <p className={styles['legend']}>
      <span>
        <Kbd keys="↑" /> <Kbd keys="↓" /> {t('rooms.switchMove')}
      </span>
      {parts.map(({ sign, word }) => (
        <span key={sign}>
          <Kbd keys={sign} /> {word}
        </span>
      ))}
    </p>
  )
}

function Finder() {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const { opening, take } = useTake()
  const list = useId()
  const active = useRef<HTMLDivElement>(null)
  const found = choose(useChoices(typed), typed, recentRooms(), most)
  const chosen = found[Math.min(at, found.length - 1)]

  // biome-ignore lint/correctness/useExhaustiveDependencies: the row that is chosen now comes into view.
  useEffect(() => {
    active.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen?.id])

  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && found.length > 0) {
      event.preventDefault()
      setAt((Math.min(at, found.length - 1) + step + found.length) % found.length)
    }
    if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault()
      void take(chosen)
    }
  }
  const change = (text: string) => {
    setTyped(text)
    setAt(0)
  }
  return (
    <>
      <div className={styles['field']}>
        <Icon of={Search} size="md" />
        <input
          className={styles['input']}
          role="combobox"
          aria-label={t('rooms.search')}
          aria-expanded
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={chosen === undefined ? undefined : `${list}-${chosen.id}`}
          placeholder={t('rooms.switchPlaceholder')}
          value={typed}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change(event.target.value)}
          onKeyDown={press}
        />
      </div>
      <div id={list} role="listbox" aria-label={t('rooms.search')} className={styles['list']}>
        {found.map((choice) => (
          <ChoiceRow
            key={choice.id}
            ref={choice === chosen ? active : undefined}
            id={`${list}-${choice.id}`}
            choice={choice}
            typed={typed}
            isActive={choice === chosen}
            isOpening={choice.id === opening}
            onTake={() => void take(choice)}
          />
        ))}
      </div>
      {found.length === 0 && (
        <p className={styles['none']} role="status">
          {typed.trim() === '' ? t('empty.rooms') : t('rooms.switchNone', { text: typed.trim() })}
        </p>
      )}
      <Legend />
    </>
  )
}

/** Jumps to a room, a person or a deed by a few letters. */
export function QuickSwitcher({ open }: { open: boolean }) {
  return (
    <Dialog open={open} onClose={closeWindow} title={t('rooms.search')} size="md">
      <Finder />
    </Dialog>
  )
}

import { Zap } from 'lucide-react'
import type { Ref } from 'react'
import { Avatar } from '../../design/avatar.tsx'
import { Icon } from '../../design/icon.tsx'
import { Spinner } from '../../design/spinner.tsx'
import { t } from '../../texts/text.ts'
import { RoomFace } from '../room-list/room-face.tsx'
import type { Choice } from './choices.ts'
import styles from './quick-switcher.module.css'

interface Props {
  id: string
  choice: Choice
  typed: string
  isActive: boolean
  /** It was chosen, and takes a while. */
  isOpening: boolean
  onTake: () => void
  ref?: Ref<HTMLDivElement> | undefined
}

function Face({ choice: { room, person } }: { choice: Choice }) {
  if (room !== undefined) return <RoomFace room={room} />
  if (person !== undefined) return <Avatar {...person} size="sm" bot={person.kind === 'bot'} />
  return <Icon of={Zap} size="sm" />
}

function about({ kind, room, person }: Choice): string {
  if (room !== undefined) return room.kind === 'direct' ? t('rooms.switchDirect') : room.topic
  if (person !== undefined) return person.handle === null ? '' : t('members.handle', { handle: person.handle })
  return kind === 'action' ? t('rooms.switchAction') : ''
}

/** The label with the letters that were typed marked in it. */
function Marked({ label, typed }: { label: string; typed: string }) {
  const part = typed.replace(/^\s*[#@>]/, '').trim()
  const at = part === '' ? -1 : label.toLowerCase().indexOf(part.toLowerCase())
  if (at === -1) return <bdi>{label}</bdi>
  return (
    <bdi>
      {label.slice(0, at)}
      <b className={styles['hit']}>{label.slice(at, at + part.length)}</b>
      {label.slice(at + part.length)}
    </bdi>
  )
}

/** One result of the quick switcher. */
export function ChoiceRow({ id, choice, typed, isActive, isOpening, onTake, ref }: Props) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys belong to the field, which names the active option
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
    <div ref={ref} id={id} role="option" aria-selected={isActive} className={styles['row']} onClick={onTake}>
      <span className={styles['face']}>{isOpening ? <Spinner /> : <Face choice={choice} />}</span>
      <span className={styles['label']}>
        <Marked label={choice.label} typed={typed} />
      </span>
      <span className={styles['about']}>{isOpening ? t('rooms.switchOpening') : about(choice)}</span>
    </div>
  )
}

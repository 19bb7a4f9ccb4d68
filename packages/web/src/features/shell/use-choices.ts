import { useMemo } from 'react'
import { setTheme, theme } from '../../design/theme.ts'
import { useClient } from '../../engine/client-context.ts'
import { useMe } from '../../engine/use-me.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { roomName } from '../conversation/room-name.ts'
import { useSearch } from '../members/use-search.ts'
import type { Choice } from './choices.ts'
import { closeWindow, openWindow } from './window.ts'

interface Action {
  readonly id: string
  readonly label: string
  readonly forGuests: boolean
  readonly run: () => void
}

const actions = (): readonly Action[] => [
  { id: 'create', label: t('rooms.createTitle'), forGuests: false, run: () => openWindow('create-room') },
  { id: 'message', label: t('rooms.newMessage'), forGuests: false, run: () => openWindow('new-direct') },
  { id: 'browse', label: t('rooms.browse'), forGuests: false, run: () => navigate({ page: 'directory' }) },
  {
    id: 'settings',
    label: t('rooms.settings'),
    forGuests: true,
    run: () => navigate({ page: 'settings', section: 'profile' }),
  },
  {
    id: 'theme',
    label: t('settings.themeSwitch'),
    forGuests: true,
    run: () => setTheme(theme() === 'light' ? 'dark' : 'light'),
  },
  { id: 'keys', label: t('rooms.keys'), forGuests: true, run: () => openWindow('keys') },
]

/** Runs an action of the switcher. */
export function runAction(id: string): void {
  closeWindow()
  actions()
    .find((action) => action.id === id)
    ?.run()
}

/** Everything that one can jump to: rooms, people (those known here and those the server finds), actions. */
export function useChoices(typed: string): readonly Choice[] {
  const client = useClient()
  const rooms = useReadable(client.rooms)
  const people = useReadable(client.people)
  const { user, me } = useMe()
  const found = useSearch(typed.startsWith('>') || me.kind === 'guest' ? '' : typed.replace(/^\s*[#@]/, ''))
  return useMemo(() => {
    const isGuest = me.kind === 'guest'
    const alone = new Set(
      rooms
        .flatMap((room) => (room.kind === 'direct' && room.people.length === 1 ? room.people : []))
        .map(({ id }) => id),
    )
    const known = new Map([...people, ...(found?.users ?? []).map((person) => [person.id, person] as const)])
    const persons = isGuest ? [] : [...known.values()].filter(({ id }) => id !== user && !alone.has(id))
    return [
      ...rooms.map((room): Choice => {
        const also = room.kind === 'direct' ? room.people.map(({ handle }) => handle ?? '').join(' ') : room.topic
        return { id: room.id, kind: 'room', label: roomName(room), also: also || undefined, room }
      }),
      ...persons.map(
        (person): Choice => ({
          id: person.id,
          kind: 'person',
          label: person.name,
          also: person.handle ?? undefined,
          person,
        }),
      ),
      ...actions()
        .filter(({ forGuests }) => forGuests || !isGuest)
        .map(({ id, label }): Choice => ({ id, kind: 'action', label })),
    ]
  }, [rooms, people, found, user, me.kind])
}

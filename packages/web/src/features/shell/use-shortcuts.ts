import type { Client } from '@parley/client'
import { useEffect } from 'react'
import { useClient } from '../../engine/client-context.ts'
import { currentRoute, navigate } from '../../route/router.ts'
import { neighbour, sectionsOf } from '../room-list/sections.ts'
import { moveRegion } from './regions.ts'
import { openWindow } from './window.ts'

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

/** Something over the page has the keys for itself. */
const isCovered = (): boolean => document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null

function step(client: Client, direction: 1 | -1, unreadOnly: boolean): void {
  const route = currentRoute()
  const current = route.page === 'room' ? route.room : null
  const wanted = unreadOnly ? ({ unread }: { unread: number }) => unread > 0 : undefined
  const room = neighbour(sectionsOf(client.rooms.get()), current, direction, wanted)
  if (room !== undefined) navigate({ page: 'room', room })
}

/** Escape leads to the composer, and from there marks the room as read. */
function escape(client: Client, event: KeyboardEvent): void {
  const route = currentRoute()
  const composer = document.querySelector<HTMLElement>('[data-composer]')
  if (route.page !== 'room' || composer === null) return
  event.preventDefault()
  if (document.activeElement !== composer) return composer.focus()
  const room = client.rooms.get().find(({ id }) => id === route.room)
  if (room !== undefined && room.unread > 0) client.room(room.id).markRead(room.head)
}

function press(client: Client, event: KeyboardEvent): void {
  const { key, altKey: alt, shiftKey: shift } = event
  const command = event.ctrlKey || event.metaKey
  if (event.defaultPrevented || event.isComposing) return
  if (command && !alt && !shift && key.toLowerCase() === 'k') {
    event.preventDefault()
    return openWindow('switcher')
  }
  if (isCovered()) return
  if (alt && !command && (key === 'ArrowUp' || key === 'ArrowDown')) {
    event.preventDefault()
    return step(client, key === 'ArrowDown' ? 1 : -1, shift)
  }
  if (key === 'F6' && !command && !alt) {
    event.preventDefault()
    return moveRegion(shift ? -1 : 1)
  }
  if ((key === '?' && !command && !alt && !isField(event.target)) || (key === '/' && command)) {
    event.preventDefault()
    return openWindow('keys')
  }
  if (key === 'Escape' && !shift && !command && !alt) escape(client, event)
}

/** The keys that work everywhere in the app. */
export function useShortcuts(): void {
  const client = useClient()
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(client, event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [client])
}

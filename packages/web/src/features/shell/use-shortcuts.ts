import type { Client } from '@parley/client'
import { useEffect } from 'react'
import { useClient } from '../../engine/client-context.ts'
import { currentRoute, navigate } from '../../route/router.ts'
import { neighbour, sectionsOf } from '../room-list/sections.ts'
import { moveRegion } from './regions.ts'
import { openWindow } from './window.ts'

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

/** Something over the page has the keys for itself; one that fades away has them no more, and a notice never has. */
const covers = ['dialog', 'alertdialog', 'menu']
  .map((role) => `[role="${role}"]:not([data-closed], [aria-modal="false"])`)
  .join()
const isCovered = (): boolean => document.querySelector(covers) !== null

function step(client: Client, direction: 1 | -1, unreadOnly: boolean): void {
  const route = currentRoute()
  const current = route.page === 'room' ? route.room : null
  const wanted = unreadOnly ? ({ unread }: { unread: number }) => unread > 0 : undefined
  const room = neighbour(sectionsOf(client.rooms.get()), current, direction, wanted)
  if (room !== undefined) navigate({ page: 'room', room })
}

/** Leads to the composer, and from there marks the room as read. */
function leaveTo(client: Client, event: KeyboardEvent): void {
  const route = currentRoute()
  const composer = document.querySelector<HTMLElement>('[data-composer]')
  if (route.page !== 'room' || composer === null) return
  event.preventDefault()
  if (document.activeElement !== composer) {
    composer.focus()
    return
  }
  const room = client.rooms.get().find(({ id }) => id === route.room)
  if (room !== undefined && room.unread > 0) client.room(room.id).markRead(room.head)
}

/** What a key does, by its name with what is held down. */
function deedOf(client: Client, name: string, event: KeyboardEvent): (() => void) | undefined {
  switch (name) {
    case 'Ctrl+k':
      return () => openWindow('switcher')
    case 'Alt+ArrowDown':
    case 'Alt+Shift+ArrowDown':
      return () => step(client, 1, event.shiftKey)
    case 'Alt+ArrowUp':
    case 'Alt+Shift+ArrowUp':
      return () => step(client, -1, event.shiftKey)
    case 'F6':
    case 'Shift+F6':
      return () => {
        moveRegion(event.shiftKey ? -1 : 1)
        // The notices listen too, and would take the focus each time.
        event.stopImmediatePropagation()
      }
    case 'Ctrl+/':
      return () => openWindow('keys')
    case '?':
    case 'Shift+?':
      return isField(event.target) ? undefined : () => openWindow('keys')
    default:
      return undefined
  }
}

/** A button that is busy keeps the focus and refuses every key, also those that are not meant for it. */
const isRefused = (event: KeyboardEvent): boolean =>
  event.defaultPrevented && !(event.target instanceof Element && event.target.matches('button[aria-disabled="true"]'))

function press(client: Client, event: KeyboardEvent): void {
  if (isRefused(event) || event.isComposing) return
  const held = [
    event.ctrlKey || event.metaKey ? 'Ctrl+' : '',
    event.altKey ? 'Alt+' : '',
    event.shiftKey ? 'Shift+' : '',
  ]
  const name = held.join('') + (event.key.length === 1 ? event.key.toLowerCase() : event.key)
  if (isCovered() && name !== 'Ctrl+k') return
  if (name === 'Escape') leaveTo(client, event)
  const deed = deedOf(client, name, event)
  if (deed === undefined) return
  event.preventDefault()
  deed()
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

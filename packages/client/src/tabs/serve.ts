import type { Stop } from '../client.ts'
import { type Clock, systemClock } from '../clock.ts'
import type { Engine } from '../engine/engine.ts'
import { type Locks, platformLocks, type TabChannel, type ToEngine, type ToTab, tabLock } from './messages.ts'
import { ServedTab } from './served-tab.ts'

export interface ServeOptions {
  readonly clock?: Clock
  /** Tells when a window dies without a word. null: nothing does. */
  readonly locks?: Locks | null
}

const isForEngine = (data: unknown): data is ToEngine =>
  typeof data === 'object' && data !== null && 'to' in data && data.to === 'engine'

/** Serves an engine to all windows on a channel, this process's own included. The answer ends that. */
export function serveTabs(engine: Engine, channel: TabChannel, options: ServeOptions = {}): Stop {
  const { clock = systemClock, locks = platformLocks() } = options
  const id = Array.from(clock.bytes(8), (byte) => byte.toString(16)).join('')
  const tabs = new Map<string, ServedTab>()
  const send = (message: ToTab): void => channel.postMessage(message)

  function drop(tab: string): void {
    tabs.get(tab)?.drop()
    tabs.delete(tab)
  }

  function tabOf(tab: string): ServedTab {
    const known = tabs.get(tab)
    if (known) return known
    const served = new ServedTab(tab, engine.attach(tab), clock, send)
    tabs.set(tab, served)
    locks?.request(tabLock(tab), {}, async () => drop(tab)).catch(() => undefined)
    return served
  }

  function take(message: ToEngine): void {
    switch (message.kind) {
      case 'hello':
        send({ to: 'tab', kind: 'here', engine: id })
        return
      case 'run':
        void tabOf(message.tab).run(message.n, message.deed)
        return
      case 'watch':
        tabOf(message.tab).watch(message.watched)
        return
      case 'unwatch':
        tabs.get(message.tab)?.unwatch(message.watched)
        return
      case 'listen':
        tabOf(message.tab).listen(message.what)
        return
      case 'heard':
        tabs.get(message.tab)?.heard(message.n, message.failed)
        return
      case 'bye':
        drop(message.tab)
    }
  }

  const listener = ({ data }: { readonly data: unknown }): void => {
    if (isForEngine(data)) take(data)
  }
  channel.addEventListener('message', listener)
  send({ to: 'tab', kind: 'here', engine: id })
  return () => {
    channel.removeEventListener('message', listener)
    for (const tab of [...tabs.keys()]) drop(tab)
  }
}

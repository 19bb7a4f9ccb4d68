import type { Engine } from '../engine/engine.ts'
import { until } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import type { Store } from '../store/store.ts'
import { backedUp } from './backed-up.ts'
import { shows, type Town } from './town.ts'
import { directOf } from './who.ts'

/** Ada and Ben have each said something; she has a recovery key, and her backup holds what opens both. */
export interface Kept {
  readonly ada: Engine
  readonly ben: Engine
  readonly room: string
  readonly key: string
  /** What Ada's device holds. */
  readonly store: Store
}

export async function kept(town: Town): Promise<Kept> {
  const store = memoryStore()
  const [ada, ben] = [await town.person('ada', { store }), await town.person('ben')]
  const room = await directOf(ada, ben)
  await ada.room(room).send('mine')
  await shows(ben, room, ['mine'])
  await ben.room(room).send('yours')
  await shows(ada, room, ['mine', 'yours'])
  const key = await ada.makeRecoveryKey()
  await backedUp(ada, room)
  return { ada, ben, room, key, store }
}

/** Another device of Ada's, confirmed by her recovery key. */
export async function recovered(town: Town, key: string, options: Parameters<Town['device']>[1] = {}): Promise<Engine> {
  const fresh = await town.device('ada', options)
  await until(fresh.keyring, ({ kind }) => kind === 'unconfirmed')
  await fresh.recover(key)
  await until(fresh.keyring, ({ kind }) => kind === 'ready')
  return fresh
}

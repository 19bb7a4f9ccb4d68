import { type SealedEntry, Vault } from '@parley/e2ee/vault'
import { Household, newId } from './household.ts'

/** Milliseconds of each try. */
export interface Figures {
  /** Importing the library and making a first device. */
  readonly begin: readonly number[]
  readonly encrypt: readonly number[]
  readonly decrypt: readonly number[]
  /** Learning who 100 people's devices are. */
  readonly meet: readonly number[]
  /** The first key of a room, for 100 devices that are known. */
  readonly share: readonly number[]
  /** 100 entries that wait to be opened. */
  readonly open: readonly number[]
}

const devices = 100
const rounds = 5
const [warmUp, samples, unread] = [30, 300, 100]
const type = 'parley.message'
const stock = { oneTime: 50, unusedFallback: true }
const text = 'Where shall we meet tomorrow? I could be at the harbour at nine, or a little later. '.repeat(3)

async function timed(into: number[], work: () => Promise<unknown>): Promise<void> {
  const from = performance.now()
  await work()
  into.push(performance.now() - from)
}

/** Somebody on a first device, with their identity. */
async function person(house: Household, hasStore: boolean): Promise<{ readonly user: string; readonly vault: Vault }> {
  const [user, device] = [newId(), newId()]
  const store = hasStore ? { store: { name: `bench-${device}`, key: crypto.getRandomValues(new Uint8Array(32)) } } : {}
  const vault = await Vault.open({ user, device, courier: house.courier(user, device), ...store })
  await vault.pump()
  await vault.makeIdentity()
  return { user, vault }
}

/** Measures sealing where this runs. Only those whose work is timed keep what they have in a store. */
export async function measure({ hasStore }: { readonly hasStore: boolean }): Promise<Figures> {
  const figures = { begin: [], encrypt: [], decrypt: [], meet: [], share: [], open: [] } as Record<
    keyof Figures,
    number[]
  >
  const house = new Household()
  await timed(figures.begin, () => person(house, hasStore))
  const [ann, bo] = [await person(house, hasStore), await person(house, hasStore)]
  const crowd = [bo.user]
  while (crowd.length < devices) crowd.push((await person(house, false)).user)

  for (let round = 0; round < rounds; round += 1) {
    const sender = await person(house, hasStore)
    await timed(figures.meet, () => sender.vault.identities(crowd))
    await timed(figures.share, () => sender.vault.seal(newId(), crowd, type, { text }))
    sender.vault[Symbol.dispose]()
    for (const user of crowd) house.parcels(user)
  }

  const room = newId()
  const sealed = async (): Promise<SealedEntry> => {
    const body = await ann.vault.seal(room, [ann.user, bo.user], type, { text })
    return { id: newId(), room, sender: ann.user, at: Date.now(), body }
  }
  const entries: SealedEntry[] = []
  for (let n = 0; n < warmUp + samples; n += 1)
    await timed(figures.encrypt, async () => void entries.push(await sealed()))
  await bo.vault.receive(house.parcels(bo.user), [], stock)
  const read = async (entry: SealedEntry): Promise<void> => {
    const opening = await bo.vault.openEntry(entry)
    if (opening.kind !== 'opened') throw new Error(opening.why)
  }
  for (const entry of entries) await timed(figures.decrypt, () => read(entry))
  for (const kind of ['encrypt', 'decrypt'] as const) figures[kind].splice(0, warmUp)

  for (let round = 0; round < rounds; round += 1) {
    const closed: SealedEntry[] = []
    while (closed.length < unread) closed.push(await sealed())
    await bo.vault.receive(house.parcels(bo.user), [], stock)
    await timed(figures.open, () => Promise.all(closed.map(read)))
  }
  return figures
}

import { type Care, databaseOnDisk, fileOnDisk, type Victim, writeUntilCut } from '@parley/server/testing'
import type { Finding } from '../checker/run.ts'
import { noDisk } from '../probe.ts'
import { told } from './bounds.ts'
import type { Measured, Outcome, Size } from './scenario.ts'

const sizes = { small: { file: 5, database: 5 }, large: { file: 50, database: 20 } }
/** Entries that are acknowledged before the power goes: at least so many, and up to so many more. */
const [least, more] = [300, 2000]
/** Rounds after which a store without care that has lost nothing shows that these cuts are none. */
const blindAfter = 15

const stores: Readonly<Record<'file' | 'database', (care: Care) => Promise<Victim>>> = {
  file: fileOnDisk,
  database: databaseOnDisk,
}

interface Cuts {
  readonly acknowledged: number
  readonly lost: number
  readonly findings: readonly Finding[]
}

/** One cut, and what is not there afterwards. */
async function cut(store: Victim, care: Care, name: string): Promise<Cuts> {
  const acknowledged = await writeUntilCut(store, care, least + Math.floor(Math.random() * more))
  try {
    const kept = await store.positions()
    const says = kept.every((seq, at) => seq === at + 1) ? [] : [`${name}: there is a hole after the power cut`]
    const lost = Math.max(0, acknowledged - kept.length)
    return { acknowledged, lost, findings: says.map((one) => ({ invariant: 'I3', says: one })) }
  } catch (error) {
    const says = `${name}: it does not open after the power cut: ${error}`
    return { acknowledged, lost: acknowledged, findings: [{ invariant: 'I1', says }] }
  }
}

/** Cuts again and again; what was acknowledged has to be there each time. */
async function careful(name: keyof typeof stores, rounds: number) {
  await using store = await stores[name]('safe')
  const findings: Finding[] = []
  let last = 0
  for (let round = 1; round <= rounds; round += 1) {
    const { acknowledged, lost, findings: found } = await cut(store, 'safe', name)
    last = acknowledged
    findings.push(...found)
    if (lost > 0)
      findings.push({ invariant: 'I1', says: `${name}, cut ${round}: ${lost} acknowledged entries are gone` })
  }
  return { findings, acknowledged: last }
}

/** How many entries a store loses that does not wait for the disk; 0 says that the cuts are blind. */
async function careless(name: keyof typeof stores): Promise<number> {
  await using store = await stores[name]('careless')
  for (let round = 1; round <= blindAfter; round += 1) {
    const { lost } = await cut(store, 'careless', name)
    if (lost > 0) return lost
  }
  return 0
}

/** F3: the power goes while entries are written, into a file and into a database; and what cuts do that lose something. */
export async function powerCut(size: Size): Promise<Outcome> {
  const missing = await noDisk()
  if (missing !== null) return { findings: [], figures: [], notRun: [missing] }
  const findings: Finding[] = []
  const figures: Measured[] = []
  for (const name of ['file', 'database'] as const) {
    const rounds = sizes[size][name]
    const { findings: found, acknowledged } = await careful(name, rounds)
    findings.push(...found)
    figures.push(told(`${name}: entries after ${rounds} cuts`, acknowledged))
    const lost = await careless(name)
    if (lost === 0)
      findings.push({ invariant: 'I1', says: `${name}: without an fsync nothing is lost: the cuts are blind` })
    figures.push({
      name: `${name}: entries lost in one cut without fsync`,
      value: lost,
      most: Number.POSITIVE_INFINITY,
    })
  }
  return { findings, figures }
}

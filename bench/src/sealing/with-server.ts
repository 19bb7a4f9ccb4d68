import { type Courier, Vault } from '@parley/e2ee/vault'
import { dataFolder } from '../data-folder.ts'
import { newPerson, newRoom, type Person, seed } from '../household.ts'
import { newId } from '../id.ts'
import { type ServerProcess, startServer } from '../server-process.ts'

/** Milliseconds of the first key to 100 devices: what waiting for the server took, and the rest. */
export interface Shared {
  readonly server: number
  readonly vault: number
}

const devices = 100
const senders = 3

async function first({ user, device }: Person, courier: Courier): Promise<Vault> {
  const vault = await Vault.open({ user, device, courier })
  await vault.pump()
  await vault.makeIdentity()
  return vault
}

/** Measures the first key of a room through the real server, which knows everybody and has their keys. */
export async function shareWithServer(): Promise<readonly Shared[]> {
  const people = Array.from({ length: devices + senders }, newPerson)
  await using data = await dataFolder()
  await seed(data.path, people, [newRoom(people)])
  await using server = await startServer(data.path)
  let waited = 0
  const all = people.slice(0, devices).map(({ user }) => user)
  for (const person of people.slice(0, devices)) (await first(person, courierTo(server, person)))[Symbol.dispose]()
  const results: Shared[] = []
  for (const person of people.slice(devices)) {
    const honest = courierTo(server, person) as (command: string, input: unknown) => Promise<unknown>
    const watched = async (command: string, input: unknown): Promise<unknown> => {
      const from = performance.now()
      const answer = await honest(command, input)
      waited += performance.now() - from
      return answer
    }
    using vault = await first(person, watched as Courier)
    await vault.identities(all)
    waited = 0
    const from = performance.now()
    await vault.seal(newId(), all, 'parley.message', { text: 'Hello' })
    results.push({ server: waited, vault: performance.now() - from - waited })
  }
  return results
}

function courierTo(server: ServerProcess, person: Person): Courier {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${server.accessOf(person)}` }
  const call = async (command: string, input: unknown): Promise<unknown> => {
    const request = { method: 'POST', headers, body: JSON.stringify(input) }
    const answer = await fetch(`http://127.0.0.1:${server.port}/api/${command}`, request)
    if (!answer.ok) throw new Error(`${command}: ${await answer.text()}`)
    return await answer.json()
  }
  return call as Courier
}

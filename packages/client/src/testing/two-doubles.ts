import type { Client } from '../client.ts'
import type { OpenVault } from '../sealing/open-vault.ts'
import { vaultBehind } from './behind.ts'
import { Double } from './double.ts'
import type { Town } from './town.ts'
import { directOf, idOf } from './who.ts'

/** Two people who have never met, and a server that shows each of them a double of the other from the beginning. */
export interface Deceived extends AsyncDisposable {
  readonly ada: Client
  readonly ben: Client
  /** As Ada sees him, and as Ben sees her. */
  readonly falseBen: Double
  readonly falseAda: Double
  /** Whose keys the two have signed, beside their own. */
  readonly signed: readonly string[]
}

/** What stands between a person and everybody of whom there is a double. */
const before = (doubles: ReadonlyMap<string, Double>, signed: string[]): OpenVault =>
  vaultBehind((me) => ({
    async 'keys.query'(input, ask) {
      const { users, later } = await ask(input)
      return { users: users.map((one) => doubles.get(one.user)?.shown ?? one), later }
    },
    async 'keys.claim'({ devices }, ask) {
      const { keys } = await ask({ devices: devices.filter(({ user }) => !doubles.has(user)) })
      return { keys: [...keys, ...devices.flatMap(({ user }) => doubles.get(user)?.claimed() ?? [])] }
    },
    async 'inbox.send'({ messages }, ask) {
      const answer = await ask({ messages: messages.filter(({ user }) => !doubles.has(user)) })
      for (const [user, double] of doubles) {
        const theirs = messages.filter((one) => one.user === user)
        if (theirs.length > 0) await double.hear(me, theirs)
      }
      return answer
    },
    async 'keys.sign'(input, ask) {
      for (const { user, ...signature } of input.signatures) {
        if (user !== me) signed.push(user)
        doubles.get(user)?.shown.signatures.push({ signer: me, ...signature })
      }
      return await ask({ signatures: input.signatures.filter(({ user }) => !doubles.has(user)) })
    },
  }))

export async function deceived(town: Town): Promise<Deceived> {
  const [beforeAda, beforeBen] = [new Map<string, Double>(), new Map<string, Double>()]
  const signed: string[] = []
  const ada = await town.person('ada', { openVault: before(beforeAda, signed) })
  const ben = await town.person('ben', { openVault: before(beforeBen, signed) })
  // The server alone knows both before they meet; here they have to, for the doubles to ask for their keys.
  const stack = new AsyncDisposableStack()
  const falseBen = stack.use(await Double.of(ben, ada))
  const falseAda = stack.use(await Double.of(ada, ben))
  beforeAda.set(idOf(ben), falseBen)
  beforeBen.set(idOf(ada), falseAda)
  await directOf(ada, ben)
  return { ada, ben, falseBen, falseAda, signed, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

import type { Courier, KeyCommand } from '@parley/e2ee/vault'
import type { InputOf, OutputOf } from '@parley/protocol'
import { lazyVault, type OpenVault } from '../sealing/open-vault.ts'

type Ask<N extends KeyCommand> = (input: InputOf<N>) => Promise<OutputOf<N>>

/** What stands between a device and the server, by command: it may ask for something else, or answer by itself. */
export type Between = {
  readonly [N in KeyCommand]?: (input: InputOf<N>, ask: Ask<N>) => OutputOf<N> | Promise<OutputOf<N>>
}

/** A courier with something between. */
const courierBehind =
  (between: Between) =>
  (honest: Courier): Courier =>
  async (command, input) => {
    const ask = async (asked: unknown): Promise<unknown> => await honest(command, asked as typeof input)
    const turn = between[command] as ((asked: unknown, next: typeof ask) => unknown) | undefined
    return (turn ? await turn(input, ask) : await ask(input)) as never
  }

/** A device whose keys stand behind something that does not mean well. @param between for the person whose device it is */
export const vaultBehind =
  (between: (user: string) => Between): OpenVault =>
  (owner, store, courier) =>
    lazyVault(owner, store, courierBehind(between(owner.user))(courier))

/** What was found out about one port. `broken`: the server does not start with it, or would not keep what it promises. */
export interface Finding {
  readonly port: 'keys' | 'storage' | 'fanout' | 'presence' | 'media' | 'sfu'
  readonly state: 'good' | 'broken'
  /** One sentence: what is there, or what to do. */
  readonly says: string
}

/** What was found, or why it could not be found out. */
export async function found(port: Finding['port'], look: () => Promise<string>): Promise<Finding> {
  try {
    return { port, state: 'good', says: await look() }
  } catch (error) {
    return { port, state: 'broken', says: error instanceof Error ? error.message : String(error) }
  }
}

/** For the terminal, one line a finding. */
export const lineOf = ({ port, state, says }: Finding): string =>
  `${state === 'good' ? 'good  ' : 'BROKEN'}  ${port.padEnd(8)}  ${says}`

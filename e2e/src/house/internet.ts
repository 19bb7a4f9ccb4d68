import { Home } from './home.ts'
import { Net } from './net.ts'

const address = '203.0.113.1'

/** A small internet: one public address where servers are, and homes from which people reach it. */
export interface Internet extends AsyncDisposable {
  readonly address: string
  /** Words before a program that is to run at the public address. */
  readonly within: readonly string[]
  /** One more home, behind an address translation of its own. */
  home(): Promise<Home>
}

/** Makes an internet that touches no other one, and goes away with everything in it. */
export async function openInternet(): Promise<Internet> {
  const homes: Home[] = []
  const outside = await Net.make()
  try {
    await outside.link('add street type bridge')
    await outside.address('street', `${address}/24`)
    // An address that nobody has is one that nobody answers at: coturn gives up all of a path that has no way at all.
    await outside.elsewhere('dev street')
  } catch (error) {
    await outside[Symbol.asyncDispose]()
    throw error
  }
  return {
    address,
    within: outside.within,
    async home() {
      const number = homes.length + 1
      const home = await Home.make(outside, { number, address: `203.0.113.${10 + number}`, server: address })
      homes.push(home)
      return home
    },
    async [Symbol.asyncDispose]() {
      for (const home of homes) await home[Symbol.asyncDispose]()
      await outside[Symbol.asyncDispose]()
    },
  }
}

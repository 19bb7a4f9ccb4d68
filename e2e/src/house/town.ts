import { makeId } from '@parley/protocol'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, openPage } from './browser.ts'
import { type Person, type PersonOptions, passphrase, settle } from './person.ts'
import { type ServerProcess, startServer } from './server.ts'

/** Limits that no journey runs into by accident. */
const wide = {
  PARLEY_MESSAGES_PER_SECOND: '100000',
  PARLEY_MESSAGES_BURST: '100000',
  PARLEY_COMMANDS_PER_SECOND: '100000',
  PARLEY_COMMANDS_BURST: '100000',
  PARLEY_CREDENTIALS_PER_MINUTE: '100000',
  // As little as is allowed: many people sign up.
  PARLEY_PASSWORD_MEMORY: '19',
}

/** A server, a browser, and people with a profile each. The first one owns the server. */
export interface Town extends AsyncDisposable {
  readonly server: ServerProcess
  readonly browser: Browser
  /** Somebody new. `url`: where they reach the server; `from`: a browser other than the town's. */
  person(name: string, options?: PersonOptions & { readonly url?: string; readonly from?: Browser }): Promise<Person>
  /** The same person in another browser profile, signed in with the password. */
  again(person: Person, options?: PersonOptions): Promise<{ readonly page: Page }>
  /** A room of the first person that the others have joined. */
  room(people: readonly [Person, ...Person[]], name?: string): Promise<string>
}

export const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

/**
 * Opens a town; settings are those of an operator. `flags`: of its browser; `open`: what opens that. `within`: words
 * before the program of the server, where that runs elsewhere.
 */
export async function openTown(
  env: Readonly<Record<string, string>> = {},
  flags?: readonly string[],
  open = openBrowser,
  within: readonly string[] = [],
): Promise<Town> {
  const server = await startServer({ ...wide, ...env }, within)
  const browser = await open(flags)
  let token = server.ownerLink?.split('#')[1]
  return {
    server,
    browser,
    async person(name, { url = server.url, from = browser, ...options } = {}) {
      const { page, complaints } = await openPage(from, options)
      const admission = token === undefined ? ({ kind: 'open' } as const) : ({ kind: 'owner', token } as const)
      const handle = `${name.toLowerCase().replace(/[^a-z0-9]/g, '')}-${Math.random().toString(36).slice(2, 8)}`
      const person = await settle(page, url, complaints, { handle, name, admission })
      if (token !== undefined) await person.call('server.settings', { name: 'Town', registration: 'open' })
      token = undefined
      return person
    },
    async again({ handle }, options = {}) {
      const { page } = await openPage(browser, options)
      await page.goto(server.url)
      await page.getByRole('textbox', { name: 'Handle' }).fill(handle)
      await page.getByRole('textbox', { name: 'Password' }).fill(passphrase)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByRole('navigation', { name: 'Rooms of Town' }).waitFor()
      return { page }
    },
    async room([host, ...others], name = 'harbour') {
      const { room } = await host.call('rooms.create', { id: newId(), kind: 'public', name, topic: '' })
      for (const other of others) await other.call('rooms.join', { room: room.id })
      return room.id
    },
    async [Symbol.asyncDispose]() {
      await browser.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

import type { CommandName, InputOf, OutputOf } from '@parley/protocol'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { newPage } from './browser.ts'

/** What somebody does in their browser. */
export interface Person {
  readonly id: string
  readonly device: string
  readonly name: string
  readonly handle: string
  readonly url: string
  readonly page: Page
  /** What the page complained about: faults, and what its policy refused. */
  readonly complaints: readonly string[]
  call<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>
  /** Opens a room and waits until it can be written in. */
  enter(room: string): Promise<void>
  /** One more window of the same browser profile. */
  anotherPage(): Promise<Page>
  /** The same person at a new page of the same browser profile. */
  elsewhere(): Promise<Person>
}

/** How somebody comes to have an account. */
export interface Newcomer {
  readonly handle: string
  readonly name: string
  readonly admission: InputOf<'accounts.register'>['admission']
}

export type PersonOptions = Pick<
  BrowserContextOptions,
  'viewport' | 'timezoneId' | 'locale' | 'colorScheme' | 'permissions'
>

/** A command by POST from inside a page, so that cookies go where they belong. */
async function call<N extends CommandName>(
  page: Page,
  name: N,
  input: InputOf<N>,
  access: string | null,
): Promise<OutputOf<N>> {
  const answer = await page.evaluate(
    async ({ path, body, access }) => {
      const headers: Record<string, string> = { 'content-type': 'application/json' }
      if (access !== null) headers['authorization'] = `Bearer ${access}`
      const response = await fetch(path, { method: 'POST', headers, body })
      return { ok: response.ok, text: await response.text() }
    },
    { path: `/api/${name}`, body: JSON.stringify(input), access },
  )
  if (!answer.ok) throw new Error(`${name}: ${answer.text}`)
  return JSON.parse(answer.text) as OutputOf<N>
}

/** Everybody's password. */
export const passphrase = 'a whole sentence as password'

export const writingField = (page: Page) => page.locator('[data-composer]')

interface Account extends Pick<Person, 'id' | 'device' | 'name' | 'handle' | 'url'> {
  readonly access: string
}

/** Somebody at a page of theirs. */
function at(page: Page, complaints: readonly string[], { access, ...account }: Account): Person {
  return {
    ...account,
    page,
    complaints,
    call: (command, input) => call(page, command, input, access),
    async enter(room) {
      await page.goto(`${account.url}/rooms/${room}`)
      await writingField(page).waitFor()
    },
    anotherPage: () => page.context().newPage(),
    async elsewhere() {
      const next = await newPage(page.context())
      return at(next.page, next.complaints, { access, ...account })
    },
  }
}

/** Makes an account in a page that is open, and signs it in. The app is not open there yet. */
export async function settle(page: Page, url: string, complaints: string[], who: Newcomer): Promise<Person> {
  // Any page of the server that is not the app: that would only find that nobody is signed in.
  await page.goto(`${url}/api/openapi.json`)
  const { handle, name, admission } = who
  const account = { handle, name, password: passphrase, admission, device: 'e2e' }
  const { user, device, access } = await call(page, 'accounts.register', account, null)
  return at(page, complaints, { id: user, device, name, handle, url, access })
}

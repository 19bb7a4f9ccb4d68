import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './house/axe.ts'
import { addPasskeyDevice, openPage } from './house/browser.ts'
import { message, write } from './house/conversation.ts'
import { writingField } from './house/person.ts'
import { directWith, haveKeys } from './house/sealed.ts'
import { openTown, type Town } from './house/town.ts'
import { button, heading, nameOneself, putOffRecovery, signIn, signOut } from './house/visitor.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town[Symbol.asyncDispose]())

/** Everything that a page sends, and every output that its passkeys derive. */
interface Tap {
  readonly sent: string[]
  readonly derived: (readonly number[])[]
}

async function tap(page: Page): Promise<Tap> {
  const seen: Tap = { sent: [], derived: [] }
  page.context().on('request', (request) => seen.sent.push(`${request.url()} ${request.postData() ?? ''}`))
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => seen.sent.push(payload.toString())))
  await page.exposeFunction('noteDerived', (bytes: readonly number[]) => void seen.derived.push(bytes))
  await page.addInitScript(() => {
    const note = Reflect.get(globalThis, 'noteDerived') as (bytes: readonly number[]) => Promise<void>
    for (const way of ['create', 'get'] as const) {
      const real = navigator.credentials[way].bind(navigator.credentials)
      Reflect.set(navigator.credentials, way, async (options: object) => {
        const credential = (await real(options)) as PublicKeyCredential
        const first = credential.getClientExtensionResults().prf?.results?.first
        if (first instanceof ArrayBuffer) await note([...new Uint8Array(first)])
        return credential
      })
    }
  })
  return seen
}

function formsOf(bytes: readonly number[]): readonly string[] {
  const buffer = Buffer.from(bytes)
  const coded = [0, 1, 2].map((skip) =>
    Buffer.concat([Buffer.alloc(skip), buffer])
      .toString('base64')
      .slice(4, -4),
  )
  const safe = coded.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))
  return [...coded, ...safe, buffer.toString('hex'), `${bytes}`, JSON.stringify({ ...bytes }).slice(1, -1)]
}

const opens = 'Opens your account and your messages'

test('row 24: whoever made the account with a passkey reads on a new device by that passkey alone, and nothing of it travels', async () => {
  const bo = await town.person('Bo')
  await haveKeys(bo)
  const { page, complaints } = await openPage(town.browser)
  await addPasskeyDevice(page, true)
  const seen = await tap(page)
  await page.goto(`${town.server.url}/register`)
  await nameOneself(page, 'Ada', 'ada')
  await button(page, 'Continue with a passkey').click()
  await heading(page, 'Keep a way back in').waitFor()
  await page.getByText(opens).waitFor()
  await page.setViewportSize({ width: 360, height: 800 })
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    expect(await seriousFindings(page)).toEqual([])
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await putOffRecovery(page)
  await page.getByRole('navigation', { name: 'Rooms of Town' }).waitFor()
  const room = await directWith({ page }, bo)
  await write(page, 'the harbour at nine')
  await bo.enter(room)
  await message(bo.page, 'the harbour at nine').waitFor()
  await write(bo.page, 'bring the ladder')
  await message(page, 'bring the ladder').waitFor()

  await signOut(page)
  // The app would complain that its databases are taken away while it is open.
  await page.goto(`${town.server.url}/livez`)
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.clearDataForOrigin', { origin: town.server.url, storageTypes: 'all' })
  await page.goto(`${town.server.url}/rooms/${room}`)
  await button(page, 'Sign in with a passkey').click()
  await writingField(page).waitFor()
  await message(page, 'the harbour at nine').waitFor()
  await message(page, 'bring the ladder').waitFor()
  await write(page, 'from the new device')
  await message(bo.page, 'from the new device').waitFor()
  expect(complaints).toEqual([])

  expect(seen.derived.length).toBeGreaterThan(0)
  expect(new Set(seen.derived.map(String)).size).toBe(1)
  const forms = seen.derived.flatMap(formsOf)
  for (const form of forms) expect(seen.sent.some((text) => text.includes(form))).toBe(false)
  expect(seen.sent.some((text) => text.includes('clientExtensionResults'))).toBe(true)
  expect(seen.sent.some((text) => text.includes('clientExtensionResults') && text.includes('"prf"'))).toBe(false)
})

/** As authenticators do that derive nothing while a passkey is made. */
async function derivesLater(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const real = navigator.credentials.create.bind(navigator.credentials)
    Reflect.set(navigator.credentials, 'create', async (options: object) => {
      const credential = (await real(options)) as PublicKeyCredential
      Reflect.set(credential, 'getClientExtensionResults', () => ({ prf: { enabled: true } }))
      return credential
    })
  })
}

test('a passkey that was added opens the messages after one touch more, also after signing in with the password; it can be removed', async () => {
  const cora = await town.person('Cora')
  await haveKeys(cora)
  const { page } = cora
  await addPasskeyDevice(page, true)
  await derivesLater(page)
  await page.goto(`${town.server.url}/settings/devices`)
  await button(page, 'Add a passkey').click()
  await page.getByText('The passkey was added.').waitFor()
  await button(page, 'Let it open my messages').click()
  await page.getByText('This passkey opens your messages on new devices.').waitFor()
  await page.getByText('Opens your messages', { exact: true }).waitFor()
  expect(await seriousFindings(page)).toEqual([])

  await page.goto(town.server.url)
  await signOut(page)
  await signIn(page, cora.handle)
  await page.getByRole('button', { name: 'Confirm this device' }).first().click()
  const asked = page.getByRole('dialog')
  await asked.getByRole('button', { name: 'Use your passkey' }).click()
  await asked.getByText('This device is confirmed.').waitFor()
  await asked.getByRole('button', { name: 'Close' }).last().click()

  await page.goto(`${town.server.url}/settings/devices`)
  await page.getByRole('button', { name: /^Remove the passkey of/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove the passkey' }).click()
  await page.getByText('No passkey yet').waitFor()
})

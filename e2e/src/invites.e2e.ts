import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './house/axe.ts'
import { message, messages, write } from './house/conversation.ts'
import type { Person } from './house/person.ts'
import { haveKeys, holdKeys, invite, privateRoom } from './house/sealed.ts'
import { openTown, type Town } from './house/town.ts'
import { button, heading, makeAccount, visit } from './house/visitor.ts'

let town: Town
let host: Person
let owner: Page
let room: string
beforeAll(async () => {
  town = await openTown()
  host = await town.person('Olga')
  room = await town.room([host])
  owner = host.page
})
afterAll(() => town[Symbol.asyncDispose]())

/** Makes a link on the page of invitations and answers its address. */
async function makeLink(purpose: 'An account' | 'A guest', uses = '10 times', into?: string): Promise<string> {
  await owner.goto(`${town.server.url}/settings/invites`)
  await button(owner, purpose).click()
  if (into !== undefined) {
    await owner.getByRole('combobox', { name: 'Room' }).click()
    await owner.getByRole('option', { name: into, exact: true }).click()
  }
  await owner.getByRole('combobox', { name: 'How often it works' }).click()
  await owner.getByRole('option', { name: uses, exact: true }).click()
  await button(owner, 'Make the link').click()
  await owner.getByRole('img', { name: /^Invitation as a QR code/ }).waitFor()
  return (await owner.getByRole('status').filter({ hasText: '/invite#' }).textContent()) ?? ''
}

test('row 3: a guest comes by invite link with a nickname only, into one room', async () => {
  const link = await makeLink('A guest')
  const { page, complaints } = await visit(town.browser, link)
  await heading(page, 'Come in as a guest').waitFor()
  expect(page.url()).not.toContain('#')
  await page.getByRole('textbox', { name: 'Your nickname' }).fill('Gus')
  await button(page, 'Enter the room').click()
  await heading(page, 'harbour').waitFor()
  await write(page, 'Hello from a guest')
  await message(page, 'Hello from a guest').waitFor()
  await owner.goto(`${town.server.url}/rooms/${room}`)
  await messages(owner).filter({ hasText: 'Hello from a guest' }).filter({ hasText: 'Gus' }).waitFor()
  await expect.poll(() => button(page, 'Add a room').count()).toBe(0)
  await page.reload()
  await message(page, 'Hello from a guest').waitFor()
  expect(complaints).toEqual([])
})

test('a second person makes an account by invite link; the link is used up after that', async () => {
  const link = await makeLink('An account', 'Once')
  const { page } = await visit(town.browser, link)
  await page.getByText(/^Olga invited you/).waitFor()
  await makeAccount(page, 'Ben', 'ben')
  await page.getByRole('navigation', { name: 'Rooms of Town' }).waitFor()
  const late = await visit(town.browser, link)
  await heading(late.page, 'This invitation does not work any more').waitFor()
})

test('an invitation that was taken back does not work, and one without its secret asks for it', async () => {
  const link = await makeLink('An account', '5 times')
  const line = owner.getByRole('listitem').filter({ hasText: '5 more times' })
  await line.getByRole('button', { name: 'Take the invitation back' }).click()
  await owner.getByRole('alertdialog').getByRole('button', { name: 'Take the invitation back' }).click()
  await line.waitFor({ state: 'detached' })
  const { page } = await visit(town.browser, link)
  await heading(page, 'This invitation does not work any more').waitFor()
  const bare = await visit(town.browser, `${town.server.url}/invite`)
  await heading(bare.page, 'Open the invitation link again').waitFor()
})

test('somebody who is signed in is told so', async () => {
  const link = await makeLink('An account', '50 times')
  await owner.goto(link)
  await heading(owner, 'You are signed in already').waitFor()
  await button(owner, 'To the start').click()
  await owner.getByRole('navigation', { name: 'Rooms of Town' }).waitFor()
})

/** Whether the device of somebody in a room, or before it, has keys that their identity has signed. */
async function isSigned(name: string, where: string): Promise<boolean> {
  const { members } = await host.call('rooms.members', { room: where, after: null })
  const user = members.find(({ profile }) => profile.name === name)?.profile.id ?? ''
  const { users } = await host.call('keys.query', { users: [user] })
  return users.some(({ devices, signatures }) =>
    devices.some(({ device }) => signatures.some((s) => s.target === device)),
  )
}

test('row 20: by a link into a private room a new person waits, is let in by the owner’s device, and both talk sealed', async () => {
  await haveKeys(host)
  await privateRoom(host, 'attic')
  const link = await makeLink('An account', 'Once', 'attic')
  expect(link).toMatch(/\/invite#[\w-]+\.[\w-]{43}\.[\w-]{43}$/)
  // The owner is away: nobody is there to let anybody in.
  await owner.goto(`${town.server.url}/api/openapi.json`)
  const { page, complaints } = await visit(town.browser, link, { viewport: { width: 360, height: 740 } })
  await page.getByText('Olga invited you to a private room. Choose how people here see you.').waitFor()
  expect(page.url()).not.toContain('#')
  await page.reload()
  await makeAccount(page, 'Kim', 'kim')
  const waiting = page.getByRole('heading', { name: 'You will come in as soon as somebody of this room is online' })
  await waiting.waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await expect.poll(() => isSigned('Kim', new URL(page.url()).pathname.split('/')[2] ?? '')).toBe(true)
  await page.reload()
  await waiting.waitFor()
  await owner.goto(town.server.url)
  await heading(page, 'attic').waitFor()
  await write(page, 'Hello from below')
  await message(page, 'Hello from below').waitFor()
  await owner.getByRole('link', { name: 'attic' }).click()
  await messages(owner).filter({ hasText: 'Hello from below' }).filter({ hasText: 'Kim' }).waitFor()
  await write(owner, 'Welcome to the attic')
  await message(page, 'Welcome to the attic').waitFor()
  expect(complaints).toEqual([])
})

test('row 20: Join right after the page has loaded, while the keys still open: one comes in, by name and by link', async () => {
  await haveKeys(host)
  const [lea, max] = [await town.person('Lea'), await town.person('Max')]
  await haveKeys(host, lea, max)
  const cellar = await privateRoom(host, 'cellar')
  await invite(host, lea)
  const link = await makeLink('An account', 'Once', 'cellar')

  const openHers = await holdKeys(lea.page)
  await lea.page.goto(`${town.server.url}/rooms/${cellar}`)
  await button(lea.page, 'Join').click()
  await button(lea.page, 'Join').and(lea.page.locator('[aria-busy=true]')).waitFor()
  openHers()
  await heading(lea.page, 'cellar').waitFor()

  const openHis = await holdKeys(max.page)
  await max.page.goto(link)
  await button(max.page, 'Join').click()
  await max.page.getByRole('heading', { name: /^You will come in/ }).waitFor()
  openHis()
  await heading(max.page, 'cellar').waitFor()
  for (const { page } of [lea, max]) expect(await page.getByText('The server did not answer').count()).toBe(0)
  await write(max.page, 'Good evening')
  await message(lea.page, 'Good evening').waitFor()
})

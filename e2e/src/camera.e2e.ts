import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './house/axe.ts'
import { openWholeBrowser } from './house/browser.ts'
import { type Camera, openCamera } from './house/camera.ts'
import { message, write } from './house/conversation.ts'
import type { Person } from './house/person.ts'
import { directWith, haveKeys } from './house/sealed.ts'
import { openTown, type Town } from './house/town.ts'
import { askAndAgree, shownCode } from './house/verify.ts'
import { button, signIn, visit } from './house/visitor.ts'

let camera: Camera
let town: Town
let bo: Person
beforeAll(async () => {
  camera = await openCamera()
  town = await openTown({}, camera.flags)
  bo = await town.person('Bo')
})
afterAll(async () => {
  await town[Symbol.asyncDispose]()
  await camera[Symbol.asyncDispose]()
})

test('row 107: a new device is confirmed by the code that its camera sees, and by no other code', async () => {
  const ada = await town.person('Ada')
  await haveKeys(bo, ada)
  const room = await directWith(ada, bo)
  await write(ada.page, 'the harbour at nine')
  await message(ada.page, 'the harbour at nine').waitFor()
  await bo.page.goto(`${town.server.url}/settings/invites`)
  await button(bo.page, 'Make the link').click()
  const fresh = await town.again(ada)
  await fresh.page.goto(`${town.server.url}/rooms/${room}`)

  await camera.hold(bo.page.getByRole('img', { name: /^Invitation as a QR code/ }))
  await askAndAgree(fresh.page, ada.page)
  await button(fresh.page, 'Open the camera').click()
  await fresh.page.getByText('This is another code.').waitFor()
  expect(await seriousFindings(fresh.page)).toEqual([])
  await button(fresh.page, 'Cancel').click()
  for (const page of [fresh.page, ada.page]) {
    await page.getByText('Nothing has changed.').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  }

  await askAndAgree(fresh.page, ada.page)
  await camera.hold(shownCode(ada.page))
  await button(fresh.page, 'Open the camera').click()
  await ada.page.getByText('Does the other screen say that the code was scanned?').waitFor()
  await button(ada.page, 'Yes').click()
  for (const page of [fresh.page, ada.page]) await page.getByText('The device is confirmed.').waitFor()
  await fresh.page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await message(fresh.page, 'the harbour at nine').waitFor()
})

test('row 107: where the camera is denied it is said, and pictures confirm the device', async () => {
  const cy = await town.person('Cy')
  await haveKeys(bo, cy)
  const asking = await openWholeBrowser([])
  // Allowed is this and nothing else.
  const { page } = await visit(asking, town.server.url, { permissions: ['notifications'] })
  await signIn(page, cy.handle)
  await askAndAgree(page, cy.page)
  await button(page, 'Open the camera').click()
  await page.getByText('There is no camera here, or it may not be used. Compare pictures instead.').waitFor()
  await button(page, 'Compare pictures').click()
  for (const side of [page, cy.page]) await button(side, 'They match').waitFor()
  for (const side of [page, cy.page]) await button(side, 'They match').click()
  for (const side of [page, cy.page]) await side.getByText('The device is confirmed.').waitFor()
  await asking.close()
})

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTown, type Town } from './house/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town[Symbol.asyncDispose]())

/** A page of somebody else's, with a form that is sent to an address as soon as it is loaded. */
async function trap(target: string) {
  const page = `<!doctype html><form method="post" action="${target}" enctype="text/plain"><input name='{"a":"' value='"}'></form><script>document.forms[0].submit()</script>`
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page))
  const listening = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', listening.resolve)
  await listening.promise
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      server.closeAllConnections()
      await closed.promise
    },
  }
}

test('row 104: a form of another site is refused, comes without the cookie and changes nothing', async () => {
  const ada = await town.person('Ada')
  const sessions = () => {
    using database = new DatabaseSync(join(town.server.data, 'parley.db'), { readOnly: true })
    return database.prepare('SELECT * FROM sessions').all()
  }
  const before = sessions()
  for (const command of ['sessions.refresh', 'sessions.sign-out']) {
    await using foreign = await trap(`${town.server.url}/api/${command}`)
    const page = await ada.anotherPage()
    const answered = page.waitForResponse((response) => response.url().endsWith(command))
    await page.goto(foreign.url)
    const response = await answered
    expect(response.status()).toBe(403)
    expect((await response.request().allHeaders())['cookie']).toBeUndefined()
    await page.close()
  }
  expect(sessions()).toEqual(before)
})

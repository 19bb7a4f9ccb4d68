import { expect, test } from 'vitest'
import { goLive, openServer, person, startPostgres } from '../testing/index.ts'

test('C14: whoever renews their token while the database is away is sent elsewhere, and the server goes on', async () => {
  await using postgres = await startPostgres()
  await using server = await openServer({ DATABASE_URL: postgres.url(await postgres.createDatabase()) })
  const ada = await person(server, 'ada')
  const { live } = await goLive(ada)
  let code = 0
  void live.closed.then((closed) => {
    code = closed.code
  })
  await postgres.kill()
  const renewed = (): number => {
    if (code === 0) live.send({ type: 'token', access: ada.access })
    return code
  }
  await expect.poll(renewed).toBe(4013)
  await postgres.start()
  const isBack = () =>
    goLive(ada).then(
      () => true,
      () => false,
    )
  await expect.poll(isBack).toBe(true)
})

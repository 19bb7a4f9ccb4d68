import type { CommandName } from '@parley/protocol'
import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import { password, Town } from '../testing/town.ts'

/** No way but by requests. */
class Nowhere extends WebSocket {
  constructor() {
    super('ws://127.0.0.1:9')
  }
}

/** Requests for one command reach the server only once they are let go. */
function holding(command: CommandName) {
  const { promise: asked, resolve: heard } = Promise.withResolvers<void>()
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const held: typeof fetch = async (input, init) => {
    if (`${input}`.endsWith(`/${command}`)) {
      heard()
      await released
    }
    return await fetch(input, init)
  }
  return { asked, release, fetch: held }
}

test('what was asked before the session ended, and answered after somebody else signed in, is not asked again as theirs', async () => {
  await using town = await Town.open()
  const host = await town.person('ada')
  await town.person('bob')
  const { asked, release, fetch } = holding('users.update')
  const shared = await town.device('ada', { WebSocket: Nowhere, fetch })
  const renamed = shared.call('users.update', { name: 'Ada L.' })
  await asked
  await host.call('sessions.revoke-others', {})
  await until(shared.session, ({ kind }) => kind === 'signed-out')
  await shared.auth.signIn({ handle: 'bob', password })
  release()
  await expect(renamed).rejects.toMatchObject({ code: 'unauthenticated' })
  const { profile } = await shared.call('users.me', {})
  expect(profile).toMatchObject({ handle: 'bob', name: 'bob' })
})

test('a sign-out that is answered after somebody else signed in leaves them signed in', async () => {
  await using town = await Town.open()
  const host = await town.person('ada')
  await town.person('bob')
  const { asked, release, fetch } = holding('sessions.sign-out')
  const shared = await town.device('ada', { fetch })
  const left = shared.auth.signOut()
  await asked
  await host.call('sessions.revoke-others', {})
  await until(shared.session, ({ kind }) => kind === 'signed-out')
  await shared.auth.signIn({ handle: 'bob', password })
  release()
  await expect(left).resolves.toEqual({ told: true })
  expect(shared.session.get()).toMatchObject({ kind: 'signed-in', me: { handle: 'bob' } })
})

test('a sign-out that finds its session ended already leaves nothing behind all the same', async () => {
  await using town = await Town.open()
  const host = await town.person('ada')
  const { asked, release, fetch } = holding('sessions.sign-out')
  const store = memoryStore()
  const shared = await town.device('ada', { fetch, store })
  const left = shared.auth.signOut()
  await asked
  await host.call('sessions.revoke-others', {})
  await until(shared.session, ({ kind }) => kind === 'signed-out')
  expect(await store.get('meta', '', 'user')).toBeDefined()
  release()
  await expect(left).resolves.toEqual({ told: true })
  expect(shared.session.get()).toEqual({ kind: 'signed-out', reason: 'signed-out' })
  expect(await store.get('meta', '', 'user')).toBeUndefined()
})

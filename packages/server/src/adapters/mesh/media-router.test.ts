import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Clock } from '../../ports/clock.ts'
import { meshRouter } from './media-router.ts'

const at = (now: number): Clock => ({
  now: () => now,
  monotonic: () => now,
  after: () => () => {},
  every: () => () => {},
})
const seat = { user: 'ada' }

test('relay credentials are those of coturn and end after ten minutes', async () => {
  const turn = { urls: ['turn:turn.example.org:3478?transport=udp'], secret: 'north' }
  const router = meshRouter({ stun: ['stun:stun.example.org:3478'], turn, relayOnly: false }, at(1_700_000_000_900))
  const username = '1700000600:ada'
  expect(await router.path(seat)).toEqual({
    iceServers: [
      { urls: ['stun:stun.example.org:3478'] },
      { urls: turn.urls, username, credential: createHmac('sha1', 'north').update(username).digest('base64') },
    ],
    relayOnly: false,
  })
})

test('without servers a call stays on direct paths', async () => {
  const router = meshRouter({ stun: [], turn: null, relayOnly: false }, at(0))
  expect((await router.path(seat)).iceServers).toEqual([])
})

import { expect, test } from 'vitest'
import { readInvite, writeInvite } from './invite-address.ts'

const secret = 's'.repeat(43)
const room = 'r'.repeat(43)

test('an address reads as it was written', () => {
  for (const one of [
    { token: 't', sealed: null },
    { token: 't', sealed: { room, secret } },
  ])
    expect(readInvite(writeInvite(one))).toEqual(one)
})

test('an address of which a part is missing or damaged is none', () => {
  for (const text of ['', `t.${secret}`, `t.${secret}.`, `t.${secret.slice(1)}.${room}`, `t.${secret}.${room}.x`, '.'])
    expect(readInvite(text), text).toBeNull()
  expect(readInvite(`.${secret}.${room}`)).toBeNull()
  expect(readInvite(`t.${secret}.${room.slice(1)}/`)).toBeNull()
})

import { hash as bcrypt } from '@node-rs/bcrypt'
import { expect, test } from 'vitest'
import { systemRandomness } from '../../adapters/system/randomness.ts'
import { Lane } from './lane.ts'
import { Passwords } from './passwords.ts'

const passwords = new Passwords(19, systemRandomness)
/** Algorithm and cost of a hash, without its salt. */
const costOf = (hashed: string): string => /^\$argon2id\$[^$]*\$[^$]*|^\$2.\$\d\d/.exec(hashed)?.[0] ?? hashed
const phrase = 'correct horse battery staple'

test('row 5: a password is stored as Argon2id with its parameters', async () => {
  const stored = await passwords.hash(phrase)
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=3,p=1\$/)
  expect(await passwords.matches(stored, phrase)).toBe(true)
  expect(await passwords.matches(stored, `${phrase} `)).toBe(false)
  expect(passwords.isOutdated(stored)).toBe(false)
  expect(new Passwords(64, systemRandomness).isOutdated(stored)).toBe(true)
})

test('the same text typed in another form of Unicode is the same password', async () => {
  const stored = await passwords.hash('Ångström über alles'.normalize('NFD'))
  expect(await passwords.matches(stored, 'Ångström über alles'.normalize('NFC'))).toBe(true)
})

test('row 2: nobody and somebody cost one check each, and nobody never matches', async () => {
  const stored = await passwords.hash(phrase)
  expect(passwords.against(stored)).toEqual([stored])
  expect(passwords.against(null).map(costOf)).toEqual([costOf(stored)])
  expect(await passwords.matches(null, phrase)).toBe(false)
})

test('row 2: once there is an imported account, everybody and nobody cost the same two hashes', async () => {
  const desk = new Passwords(19, systemRandomness)
  const stored = await desk.hash(phrase)
  const imported = await bcrypt('of somebody', { cost: 6 })
  desk.expect(null)
  expect(desk.against(stored)).toHaveLength(1)
  desk.expect(imported)
  desk.expect(await bcrypt('of somebody else', { cost: 4 }))
  const costs = ['$argon2id$v=19$m=19456,t=3,p=1', '$2b$06']
  for (const one of [stored, imported, null]) expect(desk.against(one).map(costOf)).toEqual(costs)
  expect(await desk.matches(stored, phrase)).toBe(true)
  expect(await desk.matches(imported, 'of somebody')).toBe(true)
  for (const one of [stored, null]) expect(await desk.matches(one, 'of somebody')).toBe(false)
})

test('row 5: an imported bcrypt hash is checked, and is due for replacement', async () => {
  const stored = await bcrypt(phrase, { cost: 4 })
  expect(await passwords.matches(stored, phrase)).toBe(true)
  expect(await passwords.matches(stored, 'wrong')).toBe(false)
  expect(passwords.isOutdated(stored)).toBe(true)
})

test('four at once, a bounded queue behind them, busy beyond', async () => {
  const lane = new Lane(4, 2)
  const gate = Promise.withResolvers<void>()
  let running = 0
  const work = async () => {
    running += 1
    await gate.promise
  }
  const started = Array.from({ length: 6 }, () => lane.run(work))
  await expect(lane.run(work)).rejects.toMatchObject({ code: 'busy' })
  expect(running).toBe(4)
  gate.resolve()
  await Promise.all(started)
  expect(running).toBe(6)
  await lane.run(work)
  expect(running).toBe(7)
})

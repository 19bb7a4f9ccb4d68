import { hash as bcrypt } from '@node-rs/bcrypt'
import { expect, test } from 'vitest'
import { systemRandomness } from '../../adapters/system/randomness.ts'
import { Lane } from './lane.ts'
import { Passwords } from './passwords.ts'

const passwords = new Passwords(19, systemRandomness)
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
  const before = passwords.checked
  await passwords.matches(stored, 'wrong')
  expect(passwords.checked).toBe(before + 1)
  expect(await passwords.matches(null, phrase)).toBe(false)
  expect(passwords.checked).toBe(before + 2)
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

import { expect, test } from 'vitest'
import { commonPasswords } from './common-passwords.ts'
import { passwordFault } from './password-rules.ts'

const listed = await commonPasswords()
const fault = (password: string, minimum = 15) =>
  passwordFault(password, { minimum, isListed: (text) => listed.has(text), context: ['ada.lovelace', 'parley'] })

test('the length is counted in characters as people see them typed, after NFKC', () => {
  expect(fault('fourteen chars')).toBe('password_too_short')
  expect(fault('fifteen charact')).toBeNull()
  expect(fault('🦊🐢🌵🎈🧩🪁🚲🥨')).toBe('password_too_short')
  expect(fault('🦊🐢🌵🎈🧩🪁🚲🥨🎻🪐🧭🫐🧄🪴🛶')).toBeNull()
})

test('what attackers try first is refused', () => {
  const common = [
    'passwordpassword',
    '1qaz2wsx3edc4rfv',
    'qwertyuiopasdfgh',
    '123456789012345678',
    'aaaaaaaaaaaaaaaaaaaa',
    'abcabcabcabcabcabc',
    'Password1234567890!',
    '!!!!!!sunshine!!!!!!',
    'P@55w0rdP@55w0rd',
    'abcdefghijklmnopq',
    'Ada.Lovelace2024!',
    'ada.lovelaceparley',
    'iloveyouiloveyou',
    '2024!2024!2024!2024!',
  ]
  for (const password of common) expect(fault(password), password).toBe('password_too_common')
})

test('phrases and random strings pass', () => {
  const good = [
    'correct horse battery staple',
    'Kaffee um halb vier!',
    'x7#Lq9vT!m2Zp4Rw',
    '8362 9471 5520 1187',
    '이것은 긴 비밀번호입니다 정말로요',
  ]
  for (const password of good) expect(fault(password), password).toBeNull()
})

test('where the operator lowers the minimum, the list of leaks is what counts', () => {
  expect(fault('sunshine', 8)).toBe('password_too_common')
  expect(fault('vK3!zq8w', 8)).toBeNull()
})

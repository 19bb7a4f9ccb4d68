import { expect, test } from 'vitest'
import { LocalMedia } from './local-media.ts'

test('row 77: who is silenced is silent whatever key is down, and unmutes as ever', () => {
  const local = new LocalMedia(() => {
    throw new Error('Nothing is heard here.')
  })
  const switches = () => [local.muted.get(), local.held.get()]
  // Talking with the key down.
  local.setMuted(true)
  local.hold(true)
  local.silence()
  expect(switches()).toEqual([true, false])
  local.hold(false)
  local.setMuted(false)
  local.silence()
  expect(switches()).toEqual([true, false])
  local.setMuted(false)
  expect(switches()).toEqual([false, false])
})

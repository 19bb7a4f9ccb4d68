import type { CaptureState } from '@parley/client/calls'
import { expect, test } from 'vitest'
import { joinAs } from './join-as.ts'

const off: CaptureState = { kind: 'off' }
const asking: CaptureState = { kind: 'asking' }
const failed: CaptureState = { kind: 'failed', why: 'denied' }

test.each([
  ['audio', off, 'audio'],
  ['audio', asking, 'video'],
  ['video', asking, 'video'],
  ['video', off, 'video'],
  ['video', failed, 'audio'],
  ['audio', failed, 'audio'],
] as const)('row 62: a call asked for as %s, camera %o, begins as %s', (media, camera, begins) => {
  expect(joinAs(media, camera)).toBe(begins)
})

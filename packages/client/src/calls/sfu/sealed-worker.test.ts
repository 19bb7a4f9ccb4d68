import { expect, test } from 'vitest'
import { sealedOnly, sealedWorker } from './sealed-worker.ts'

test('row 83: no word of an SFU switches the sealing off', () => {
  const off = { kind: 'enable', data: { enabled: false, participantIdentity: 'ben' } }
  expect(sealedOnly(off)).toEqual({ kind: 'enable', data: { enabled: true, participantIdentity: 'ben' } })
  expect(sealedOnly({ kind: 'setSifTrailer', data: { trailer: new Uint8Array([1]) } })).toBeNull()
  const key = { kind: 'setKey', data: { keyIndex: 3 } }
  expect(sealedOnly(key)).toBe(key)
  expect(sealedOnly(undefined)).toBeUndefined()
})

test('row 83: whoever talks to the worker talks through that', () => {
  const heard: unknown[][] = []
  const worker = sealedWorker({ postMessage: (...words: unknown[]) => void heard.push(words) } as unknown as Worker)
  const stream = {} as Transferable
  worker.postMessage({ kind: 'setSifTrailer', data: {} })
  worker.postMessage({ kind: 'decode', data: 1 }, [stream])
  worker.postMessage({ kind: 'enable', data: { enabled: false } })
  expect(heard).toEqual([
    [{ kind: 'decode', data: 1 }, { transfer: [stream] }],
    [{ kind: 'enable', data: { enabled: true } }, undefined],
  ])
})

import { describe, expect, test } from 'vitest'
import { derivation, takeApart } from './passkey-output.ts'

const first = new Uint8Array(32).fill(0x5a)
const credential = (clientExtensionResults: object) => ({
  id: 'credential',
  type: 'public-key',
  response: { clientDataJSON: 'e30' },
  clientExtensionResults,
})

describe('the answer of an authenticator', () => {
  test.each([
    ['a buffer', first.buffer],
    ['bytes', first],
  ])('is sent without what was derived: %s', (_, derived) => {
    const results = { credProps: { rk: true }, prf: { enabled: true, results: { first: derived } } }
    const { answer, touch } = takeApart(credential(results))
    expect(touch).toEqual({ passkey: 'credential', output: first })
    expect(answer).toEqual(credential({ credProps: { rk: true } }))
    expect(JSON.stringify(answer)).not.toMatch(/prf|results"?:{"first|90,90/)
  })

  test.each([
    ['nothing of it', {}],
    ['that it could', { prf: { enabled: true } }],
    ['that it cannot', { prf: { enabled: false } }],
    ['something else', { prf: { results: { first: 'Wlpa' } } }],
  ])('may say %s', (_, results) => {
    const { answer, touch } = takeApart(credential(results))
    expect(touch).toBeNull()
    expect(answer['clientExtensionResults']).toEqual({})
  })
})

test('the input of the derivation is always the same', async () => {
  expect(await derivation()).toEqual(await derivation())
  expect(await derivation()).toMatchObject({ prf: { eval: { first: expect.any(Uint8Array) } } })
})

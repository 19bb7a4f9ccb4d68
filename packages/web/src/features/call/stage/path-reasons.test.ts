import { expect, test } from 'vitest'
import { pathReasons } from './path-reasons.ts'

const plain = { isRelayOnly: false, isRerouted: false }
const udp = { protocol: 'udp' } as const

test.each([
  ['nothing is known yet', { ...plain, path: null }, []],
  ['a direct path', { ...plain, path: { kind: 'direct', ...udp } }, []],
  ['many in a call', { ...plain, path: { kind: 'sfu', ...udp } }, []],
  ['a network that blocks', { ...plain, path: { kind: 'relay', ...udp } }, ['call.whyRelay']],
  [
    'a server that hides addresses',
    { ...plain, isRelayOnly: true, path: { kind: 'relay', ...udp } },
    ['call.whyRelayOnly'],
  ],
  ['a network without UDP', { ...plain, path: { kind: 'relay', protocol: 'tls' } }, ['call.whyRelay', 'call.whyTcp']],
  [
    'no path of two',
    { ...plain, isRerouted: true, path: { kind: 'sfu', protocol: 'tcp' } },
    ['call.whyRerouted', 'call.whyTcp'],
  ],
] as const)('rows 65, 67: why the path is what it is: %s', (_, facts, reasons) => {
  expect(pathReasons(facts)).toEqual(reasons)
})

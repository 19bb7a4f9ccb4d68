import { expect, test } from 'vitest'
import { deliveryWords } from './delivery-words.ts'

test('row 43–45: each state has its word', () => {
  expect(deliveryWords({ state: 'sending' })).toBe('Sending')
  expect(deliveryWords({ state: 'sent' })).toBe('Sent')
  expect(deliveryWords({ state: 'delivered' })).toBe('Delivered')
  expect(deliveryWords({ state: 'read' })).toBe('Read')
  expect(deliveryWords({ state: 'failed' })).toBe('Not sent')
})

test('row 49: in a group it says how many', () => {
  expect(deliveryWords({ state: 'delivered', count: 2, total: 3 })).toBe('Delivered to 2 of 3')
  expect(deliveryWords({ state: 'delivered', count: 3, total: 3 })).toBe('Delivered')
  expect(deliveryWords({ state: 'read', count: 4 })).toBe('Read by 4')
  expect(deliveryWords({ state: 'read', count: 3, total: 3 })).toBe('Read by all')
})

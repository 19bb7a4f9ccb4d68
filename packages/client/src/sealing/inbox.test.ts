import type { InboxEntry } from '@parley/protocol'
import { expect, test } from 'vitest'
import { Inbox } from './inbox.ts'

const entry = (id: number) => ({ id }) as unknown as InboxEntry

test('a mark waits for what lay in the inbox then, and for nothing that came later', () => {
  const inbox = new Inbox()
  expect(inbox.mark()()).toBe(true)
  void inbox.put(entry(1))
  void inbox.put(entry(2))
  const isTaken = inbox.mark()
  void inbox.put(entry(3))
  inbox.took(1)
  expect(isTaken()).toBe(false)
  inbox.took(1)
  expect(isTaken()).toBe(true)
  expect([inbox.isEmpty, inbox.first(10)]).toEqual([false, [entry(3)]])
})

test('what is taken in resolves in its order, and what nobody takes in any more bars nothing', async () => {
  const inbox = new Inbox()
  const order: number[] = []
  const one = inbox.put(entry(1)).then(() => order.push(1))
  const two = inbox.put(entry(2)).then(() => order.push(2))
  inbox.took(2)
  await Promise.all([one, two])
  expect(order).toEqual([1, 2])
  void inbox.put(entry(3))
  const isTaken = inbox.mark()
  inbox.clear()
  expect([isTaken(), inbox.isEmpty]).toEqual([true, true])
})

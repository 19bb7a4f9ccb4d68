import { expect, test } from 'vitest'
import { announcement, announcer, burstMs } from './announcer.ts'

const say = (name: string, text: string) => ({ name, text })

function fakeTime() {
  const waiting: { ms: number; then: () => void }[] = []
  const after = (ms: number, then: () => void) => {
    const timer = { ms, then }
    waiting.push(timer)
    return () => void waiting.splice(waiting.indexOf(timer), 1)
  }
  const pass = () => waiting.splice(0).map(({ ms, then }) => [ms, then()][0])
  return { after, pass, waiting }
}

test('up to three messages are read in full', () => {
  expect(announcement([say('Mara', 'Hi'), say('Tomás', 'Ahoy')])).toBe('Mara: Hi\nTomás: Ahoy')
})

test('more become a number with names', () => {
  const many = ['Mara', 'Mara', 'Tomás', 'Mara'].map((name) => say(name, 'x'))
  expect(announcement(many)).toBe('4 new messages from Mara and Tomás')
})

test('a burst is said once, when it is over', () => {
  const time = fakeTime()
  const said: string[] = []
  const speaker = announcer(time.after, (words) => said.push(words))
  speaker.add(say('Mara', 'one'))
  speaker.add(say('Mara', 'two'))
  expect(said).toEqual([])
  expect(time.pass()).toEqual([burstMs])
  expect(said).toEqual(['Mara: one\nMara: two'])
  speaker.add(say('Mara', 'three'))
  speaker.stop()
  time.pass()
  expect(said).toHaveLength(1)
})

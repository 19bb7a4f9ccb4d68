import type { Logged, Run, Seat } from '../checker/run.ts'
import type { Line, Shown } from '../history/line.ts'

/** What happens at one moment; numbers choose among what is there. */
export type Step =
  | { readonly do: 'say'; readonly device: number; readonly room: number; readonly slow: number }
  | { readonly do: 'come'; readonly user: number; readonly room: number }
  | { readonly do: 'go'; readonly user: number; readonly room: number }

const users = ['ada', 'bo', 'cy']
const rooms = ['kitchen', 'shed']
const devices = users.flatMap((user) => [`${user}-1`, `${user}-2`])
const userOf = (device: string): string => device.slice(0, -2)

/** A run of a server that keeps its contract: two rooms, three people with two devices each. Ada is always there. */
export function soundRun(steps: readonly Step[]): Run {
  const lines: Line[] = []
  const logs = new Map<string, Logged[]>(rooms.map((room) => [room, []]))
  const seats: Seat[] = []
  const acks: Line[] = []
  let t = 0
  const tick = (): number => {
    t += 1
    return t
  }
  const at = (dev: string) => ({ t: tick(), dev })
  const seatOf = (user: string, room: string): Seat | undefined =>
    seats.find((seat) => seat.user === user && seat.room === room && seat.to === null)
  const append = (room: string, entry: Omit<Logged, 'seq'>): number => {
    const log = logs.get(room) ?? []
    log.push({ ...entry, seq: log.length + 1 })
    return log.length
  }
  const come = (user: string, room: string): void => {
    if (seatOf(user, room)) return
    const seq = append(room, { id: `m${tick()}`, h: null, counts: false })
    seats.push({ room, user, from: seq, to: null })
  }
  for (const dev of devices) lines.push({ op: 'begin', ...at(dev), user: userOf(dev), life: 1 })
  for (const room of rooms) come('ada', room)
  for (const step of steps) {
    const room = rooms[step.room % rooms.length] as string
    if (step.do === 'say') {
      const dev = devices[step.device % devices.length] as string
      const sender = userOf(dev)
      if (!seatOf(sender, room)) continue
      const id = `w${t}`
      const h = `hash of ${id}`
      lines.push({ op: 'send', ...at(dev), room, id, h })
      const seq = append(room, { id, h, counts: true })
      for (const other of devices.filter((one) => seatOf(userOf(one), room))) {
        lines.push({ op: 'recv', ...at(other), room, id, seq, epoch: 'e' })
        lines.push({ op: 'display', ...at(other), room, id, seq, sender, h })
      }
      acks.push({ op: 'ack', t: t + 0.5 + step.slow, dev, room, id, seq })
      continue
    }
    const user = users[step.user % users.length] as string
    if (step.do === 'come') come(user, room)
    const seat = seatOf(user, room)
    if (step.do === 'come' || !seat || user === 'ada') continue
    const to = append(room, { id: `m${tick()}`, h: null, counts: false })
    seats[seats.indexOf(seat)] = { ...seat, to }
  }
  const senders = new Map(lines.flatMap((line) => (line.op === 'send' ? [[line.id, userOf(line.dev)]] : [])))
  t += 1000
  for (const dev of devices)
    for (const [room, log] of logs) {
      const mine = seats.filter((seat) => seat.room === room && seat.user === userOf(dev))
      const readable = log.filter(
        ({ seq, counts }) => counts && mine.some(({ from, to }) => from <= seq && seq <= (to ?? seq)),
      )
      const shown = readable.map(({ id, seq, h }): Shown => ({ id, seq, h, sender: senders.get(id) ?? '' }))
      lines.push({ op: 'final', ...at(dev), room, shown })
    }
  return { lines: [...lines, ...acks].toSorted((a, b) => a.t - b.t), logs, seats }
}

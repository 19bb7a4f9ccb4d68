import type { Case } from '../case.ts'
import { type Finding, nameOf } from '../run.ts'

/** I6: nothing shows that nobody sent; what shows has the words and the name of whoever sent it. */
export function unforged(run: Case): readonly Finding[] {
  const sent = new Map(run.lines('send').map((line) => [nameOf(line), { h: line.h, user: run.userOf(line.dev) }]))
  const shown = [
    ...run.lines('display'),
    ...run.lines('final').flatMap((line) => line.shown.map((one) => ({ ...one, dev: line.dev, room: line.room }))),
  ]
  return shown.flatMap((one): readonly Finding[] => {
    const origin = sent.get(nameOf(one))
    const wrong = (says: string): readonly Finding[] => [
      { invariant: 'I6', says: `${one.dev} ${nameOf(one)}: ${says}` },
    ]
    if (!origin) return wrong('nobody sent it')
    if (one.h !== origin.h) return wrong(one.h === null ? 'it cannot be read' : 'it shows other words')
    return origin.user === one.sender ? [] : wrong(`it shows under ${one.sender}, and ${origin.user} sent it`)
  })
}

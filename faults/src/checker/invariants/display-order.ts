import type { Case } from '../case.ts'
import type { Finding } from '../run.ts'

/** I4: every device shows a room in the order of its log, each message where the log has it. */
export function displayOrder(run: Case): readonly Finding[] {
  return run.lines('final').flatMap(({ dev, room, shown }): readonly Finding[] => {
    const isMoved = ({ id, seq }: { readonly id: string; readonly seq: number }): boolean =>
      run.places({ room, id }).some((place) => place.seq !== seq)
    const wrong = shown.find((one, n) => one.seq <= (shown[n - 1]?.seq ?? 0) || isMoved(one))
    return wrong ? [{ invariant: 'I4', says: `${dev} shows ${room} ${wrong.id} at ${wrong.seq}, out of order` }] : []
  })
}

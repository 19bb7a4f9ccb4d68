import type { Case } from '../case.ts'
import type { Finding } from '../run.ts'

/** I10: an answer that says that it is complete hides nothing: what it spans has come to the device. */
export function noHiddenHole({ run: { lines } }: Case): readonly Finding[] {
  const got = new Map<string, Set<number>>()
  const findings: Finding[] = []
  for (const line of lines) {
    if (line.op !== 'recv' && line.op !== 'complete') continue
    const lane = `${line.dev} ${line.room}`
    const seqs = got.get(lane) ?? new Set()
    got.set(lane, seqs)
    if (line.op === 'recv') {
      seqs.add(line.seq)
      continue
    }
    for (let seq = line.after + 1; seq <= line.to; seq += 1)
      if (!seqs.has(seq)) findings.push({ invariant: 'I10', says: `${lane}: ${seq} is missing in what was complete` })
  }
  return findings
}

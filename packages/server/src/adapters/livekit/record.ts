import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'

const port = z.number().int().min(1).max(65_535)
const SfuRecord = z.object({
  ports: z.object({ signal: port, udp: port, tcp: port }),
  key: z.object({ id: z.string(), secret: z.string().min(32) }),
  pid: z.number().int().positive(),
})

/** Which SFU runs, for a server that comes after the one that started it. */
export type SfuRecord = z.infer<typeof SfuRecord>

/** What was written last; null if nothing was, or nothing that can be read. */
export async function readRecord(path: string): Promise<SfuRecord | null> {
  const text = await readFile(path, 'utf8').catch(() => null)
  try {
    return text === null ? null : SfuRecord.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Writes the whole record or none of it; only this user may read it. */
export async function writeRecord(path: string, record: SfuRecord): Promise<void> {
  const draft = `${path}.new`
  await writeFile(draft, `${JSON.stringify(record)}\n`, { mode: 0o600 })
  await rename(draft, path)
}

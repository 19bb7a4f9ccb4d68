import { join } from 'node:path'
import { readRecord, SfuControl, type SfuRecord } from '@parley/server/inside'
import { until } from './until.ts'

/** The SFU of a server, with all that its operator may do there. */
export interface Sfu {
  readonly pid: number
  readonly url: string
  readonly control: SfuControl
}

/** Waits until the SFU of a server serves. @param data the server's folder */
export async function sfuOf(data: string): Promise<Sfu> {
  const record = await until<SfuRecord>(() => readRecord(join(data, 'sfu', 'running.json')))
  const url = `http://127.0.0.1:${record.ports.signal}`
  const control = new SfuControl(url, record.key)
  await until(async () => (await control.isOurs()) || null)
  return { pid: record.pid, url, control }
}

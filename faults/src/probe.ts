import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { LoopDisk } from '@parley/server/testing'
import { LossyNet } from './net/lossy-net.ts'

const run = promisify(execFile)

/** Why something cannot be tried on this machine; null: it can. */
async function why(what: string, attempt: () => Promise<unknown>): Promise<string | null> {
  try {
    await attempt()
    return null
  } catch (error) {
    return `${what}: ${error instanceof Error ? error.message.trim().split('\n').at(-1) : error}`
  }
}

export const noDisk = (): Promise<string | null> =>
  why('a disk of its own', async () => {
    await using _ = await LoopDisk.make(16)
  })

export const noNetwork = (): Promise<string | null> =>
  why('a network of its own', async () => {
    await using _ = await LossyNet.make()
  })

/** Whether programs are there that do nothing but say their version. */
export const noProgram = (program: string, flag = '--version'): Promise<string | null> =>
  why(program, () => run(program, [flag]))

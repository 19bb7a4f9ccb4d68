import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { SfuConfig } from '../../config.ts'
import { SfuControl } from './control.ts'
import { freePorts } from './free-ports.ts'

/** The version whose peculiarities are known here. */
const known = '1.13.5'
/** Milliseconds in which a program says its version. */
const patience = 5000

async function examineProgram(program: string, firstPort: number): Promise<string> {
  const { stdout } = await promisify(execFile)(program, ['--version'], { timeout: patience }).catch((cause) => {
    throw new Error(`${program} does not run. \`npm run sfu\` says where one is.`, { cause })
  })
  const version = /\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? 'of no known version'
  const hint = version === known ? '' : ` (${known} is the one that is known to work)`
  const { tcp, udp } = await freePorts(firstPort)
  const taken = tcp === firstPort && udp === firstPort ? '' : ` (${firstPort} is taken, perhaps by the one that runs)`
  return `LiveKit ${version}${hint} at ${program}, with its media on TCP ${tcp} and UDP ${udp}${taken}.`
}

/** Says how an SFU is; throws where there is none to be had. */
export async function examineSfu(sfu: SfuConfig): Promise<string> {
  if (sfu.kind === 'own') return await examineProgram(sfu.program, sfu.firstPort)
  if (await new SfuControl(sfu.url, sfu.key).isOurs()) return `LiveKit at ${sfu.url}, which takes the key.`
  throw new Error(
    `${sfu.url} does not answer, or does not take LIVEKIT_API_KEY and LIVEKIT_API_SECRET: ask it for its \`keys\`.`,
  )
}

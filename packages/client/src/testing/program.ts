import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { eventually } from './town.ts'

const program = fileURLToPath(new URL('../../../../examples/echo-bot/src/main.ts', import.meta.url))

/** The echo bot as a process of its own, and what it has said on stderr. */
export interface Program {
  readonly said: () => string
  readonly process: ChildProcess
  readonly ended: Promise<number | null>
}

export function echoBot(args: readonly string[]): Program {
  let said = ''
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ECHO_PASSWORD: 'a whole sentence as password' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  child.stderr.on('data', (bytes) => {
    said += bytes
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { said: () => said, process: child, ended }
}

/** Waits until the bot listens. */
export async function listening(bot: Program): Promise<void> {
  await eventually(() => bot.said().includes('\n'))
  if (!bot.said().includes('listening')) throw new Error(bot.said())
}

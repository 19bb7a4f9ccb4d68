import { enableCompileCache } from 'node:module'

enableCompileCache()
const { readConfig, environment } = await import('./config.ts')
const { markRestored, start, systemClock } = await import('./compose.ts')
const { giveBack } = await import('./give-back.ts')
const { sayReady } = await import('./ready.ts')
const { whyNotStarted } = await import('./why-not-started.ts')

/** Signals that come within this time were meant as one. */
const AS_ONE_MS = 500

const say = (line: string): void => {
  process.stderr.write(`parley: ${line}\n`)
}

const died = (error: Error): void => {
  say(`stopping: ${error.message} What was acknowledged is on disk.`)
  process.exit(1)
}

async function serve(args: readonly string[]): Promise<void> {
  const config = readConfig(environment, [...args])
  const running = await start(config, { died })
  await sayReady(running, config, say)
  giveBack(systemClock)
  const stop = async (): Promise<void> => {
    say('letting everybody out; once more to stop at once')
    await running[Symbol.asyncDispose]()
    process.exit(0)
  }
  let asked: number | null = null
  const signalled = (): void => {
    if (asked === null) {
      asked = systemClock.monotonic()
      void stop()
      return
    }
    // A terminal tells the whole group at once, and whoever started this process passes the same signal on.
    if (systemClock.monotonic() - asked > AS_ONE_MS) process.exit(130)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, signalled)
}

/** `restored`: what `serve` is going to find was put there from a copy. */
async function restored(args: readonly string[]): Promise<void> {
  await markRestored(readConfig(environment, [...args]))
  say('the store counts as restored: whoever connects offers again what it lacks')
}

try {
  const [command, ...args] = process.argv.slice(2)
  await (command === 'restored' ? restored(args) : serve(process.argv.slice(2)))
} catch (error) {
  say(whyNotStarted(error))
  process.exit(1)
}

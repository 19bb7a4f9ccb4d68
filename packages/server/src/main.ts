import { enableCompileCache } from 'node:module'

enableCompileCache()
const { readConfig, environment, ConfigError } = await import('./config.ts')
const { start, systemClock } = await import('./compose.ts')
const { giveBack } = await import('./give-back.ts')
const { sayReady } = await import('./ready.ts')

const say = (line: string): void => {
  process.stderr.write(`parley: ${line}\n`)
}

const died = (error: Error): void => {
  say(`stopping: ${error.message} What was acknowledged is on disk.`)
  process.exit(1)
}

try {
  const config = readConfig(environment, process.argv.slice(2))
  const running = await start(config, died)
  await sayReady(running, config, say)
  giveBack(systemClock)
  const stop = async (): Promise<void> => {
    say('letting everybody out; once more to stop at once')
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))
    await running[Symbol.asyncDispose]()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop())
} catch (error) {
  say(error instanceof ConfigError ? error.message : `cannot start: ${error instanceof Error ? error.message : error}`)
  process.exit(1)
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommandName, InputOf } from '@parley/protocol'
import { start } from '../compose.ts'
import { readConfig } from '../config.ts'
import type { HandClock } from './hand-clock.ts'
import { type Answer, Http } from './http.ts'

/** Settings by the names that operators use, on top of those that let tests run at full speed. */
export type Settings = Readonly<Record<string, string>>

const defaults: Settings = {
  PARLEY_PORT: '0',
  PARLEY_LOG: 'error',
  PARLEY_PASSWORD_MEMORY: '19',
  PARLEY_CREDENTIALS_PER_MINUTE: '1000000',
  PARLEY_COMMANDS_PER_SECOND: '100000',
  PARLEY_COMMANDS_BURST: '100000',
  PARLEY_MESSAGES_PER_SECOND: '100000',
  PARLEY_MESSAGES_BURST: '100000',
}

export interface TestServer extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** The data folder. */
  readonly folder: string
  /** Token of the owner link; null if the folder had an owner. */
  readonly ownerToken: string | null
  readonly http: Http
  /** One call as somebody without a session, whatever it is answered with. */
  post<N extends CommandName>(name: N, input: InputOf<N>): Promise<Answer>
  /** Ends the server and keeps its folder, for another one to be opened over it. */
  stop(): Promise<void>
}

const died = (error: Error): void => {
  throw error
}

/**
 * The real server in this process, on a free port.
 * @param folder where to keep data; without it a temporary one that goes with the server
 * @param clock to try out time; whoever calls `stop` while somebody is connected lets it pass meanwhile
 */
export async function openServer(settings: Settings = {}, folder?: string, clock?: HandClock): Promise<TestServer> {
  const data = folder ?? (await mkdtemp(join(tmpdir(), 'parley-')))
  const config = readConfig({ ...defaults, PARLEY_DATA: data, ...settings }, [])
  const running = await start(config, clock ? { died, clock } : { died })
  const http = new Http(running.port)
  let stopped: Promise<void> | null = null
  const stop = async (): Promise<void> => {
    stopped ??= Promise.resolve(running[Symbol.asyncDispose]())
    await stopped
  }
  return {
    url: running.url,
    port: running.port,
    folder: data,
    ownerToken: running.ownerLink?.split('#')[1] ?? null,
    http,
    post: (name, input) => http.post(name, input),
    stop,
    async [Symbol.asyncDispose]() {
      const stopped = stop()
      clock?.pass(60_000)
      await stopped
      if (folder === undefined) await rm(data, { recursive: true, force: true })
    },
  }
}

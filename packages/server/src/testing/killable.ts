import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { environment } from '../config.ts'
import { Http } from './http.ts'
import type { Settings, TestServer } from './server.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

interface Ready {
  readonly pid: number
  readonly url: string
  readonly ownerLink: string | null
}

/** A server outside of this process. */
export interface ServerApart extends TestServer {
  readonly pid: number
}

/** The real server as a process of its own. It never stops in an orderly way: `stop` is kill -9. */
export async function spawnServer(folder: string, settings: Settings = {}): Promise<ServerApart> {
  const env = { ...environment, PARLEY_LOG: 'error', PARLEY_PASSWORD_MEMORY: '19', ...settings }
  const child = spawn(process.execPath, [main, '--port', '0', '--data', folder, '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const closed = once(child, 'close')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const { pid, url, ownerLink } = JSON.parse(line) as Ready
  const port = Number(new URL(url).port)
  const http = new Http(port)
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await closed
  }
  return {
    pid,
    url,
    port,
    folder,
    ownerToken: ownerLink?.split('#')[1] ?? null,
    http,
    post: (name, input) => http.post(name, input),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

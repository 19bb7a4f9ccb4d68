import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { ClientSocket } from './client-socket.ts'
import type { Room } from './household.ts'
import type { Deliverer } from './traffic.ts'

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

export interface Floor extends Deliverer, AsyncDisposable {
  readonly kind: 'C' | 'Node'
}

function compiled(folder: string): string | null {
  const program = join(folder, 'floor')
  const done = spawnSync('gcc', ['-O2', '-o', program, beside('floor.c')], { stdio: ['ignore', 'ignore', 'inherit'] })
  return done.status === 0 ? program : null
}

/**
 * Starts what fan-out is compared with: one `send` per delivery and nothing else, in C where gcc is, else in Node.
 * @param folder where the compiled program may lie
 * @param frameBytes bytes of one delivery
 */
export async function startFloor(folder: string, frameBytes: number): Promise<Floor> {
  const program = compiled(folder)
  const command = program === null ? [process.execPath, beside('./floor-sockets.ts')] : [program]
  const child = spawn(command[0] ?? '', command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const rooms = new Map<Room, number>()
  return {
    kind: program === null ? 'Node' : 'C',
    pid: child.pid ?? 0,
    async enter(_, room, onText) {
      const number = rooms.get(room) ?? rooms.size
      rooms.set(room, number)
      return await ClientSocket.plain(Number(line), `${number} ${frameBytes}\n`, onText)
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

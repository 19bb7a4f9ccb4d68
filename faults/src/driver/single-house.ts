import { join } from 'node:path'
import { openSqliteStorage, type Storage } from '@parley/server'
import type { Plant } from '../server/plants.ts'
import type { House } from './house.ts'
import { ServerProcess } from './server-process.ts'

/** One server with its data in a file. */
export class SingleHouse implements House {
  readonly server: ServerProcess
  readonly #data: string

  private constructor(server: ServerProcess, data: string) {
    this.server = server
    this.#data = data
  }

  static async open(folder: string, plant?: Plant): Promise<SingleHouse> {
    const data = join(folder, 'data')
    return new SingleHouse(await ServerProcess.begin({ data, plant }), data)
  }

  get url(): string {
    return this.server.url
  }

  get ownerToken(): string {
    return this.server.ownerToken
  }

  get crashes(): number {
    return this.server.crashes
  }

  get places(): readonly string[] {
    return [this.#data]
  }

  async opened(): Promise<Storage> {
    await this.server.end('SIGTERM')
    return await openSqliteStorage({ folder: this.#data, freshEpoch: '', died() {} })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]()
  }
}

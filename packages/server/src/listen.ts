import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'

const firstPort = 8080
const tries = 50

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

/** Listens on the wished port, or without a wish on 8080 or the next free one. Throws when the wished one is taken. */
export async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  if (port !== null) {
    await app.listen({ host, port })
    return
  }
  for (let at = firstPort; at < firstPort + tries; at += 1) {
    try {
      await app.listen({ host, port: at })
      return
    } catch (error) {
      if (!isTaken(error)) throw error
    }
  }
  throw new Error(`The ports ${firstPort} to ${firstPort + tries - 1} are all taken: choose one with --port.`)
}

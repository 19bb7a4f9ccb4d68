import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/** Takes every connection to the port of this address, and says nothing: a server that hangs. */
export async function mutePort(url: string): Promise<AsyncDisposable> {
  const taken = new Set<Socket>()
  const server = createServer((socket) => {
    taken.add(socket)
    // A page that gives up resets its connection.
    socket.on('error', () => undefined)
    socket.resume()
  })
  server.listen(Number(new URL(url).port))
  await once(server, 'listening')
  return {
    async [Symbol.asyncDispose]() {
      for (const socket of taken) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

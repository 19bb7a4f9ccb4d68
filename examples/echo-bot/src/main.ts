import { parseArgs } from 'node:util'
import { type Client, connect } from '@parley/client'

const usage =
  'Usage: ECHO_PASSWORD=… node src/main.ts --url http://localhost:8080 --handle echo --room General [--invite TOKEN]'
const text = { type: 'string' } as const

function wishes() {
  const { url, handle, room, invite } = parseArgs({
    options: { url: text, handle: text, room: text, invite: text },
  }).values
  const password = process.env['ECHO_PASSWORD']
  if (!url || !handle || !room || !password) throw new Error('An address, a handle, a room and a password are needed.')
  if (!URL.canParse(url)) throw new Error(`"${url}" is no address; it looks like http://localhost:8080.`)
  return { handle, room, account: { url, handle, password, device: 'echo-bot', ...(invite ? { invite } : {}) } }
}

async function join(client: Client, name: string): Promise<string> {
  const { rooms } = await client.call('rooms.directory', { text: name })
  const found = rooms.find((room) => room.name === name)
  if (!found) throw new Error(`There is no public room called "${name}".`)
  await client.call('rooms.join', { room: found.id })
  return found.id
}

/** What to answer: the words behind "!echo ", or a greeting to whoever mentions it. */
function answer(said: string, handle: string): string | null {
  if (said.startsWith('!echo ')) return said.slice('!echo '.length)
  return said.includes(`@${handle}`) ? 'I am here. Write "!echo" and some words, and I say them again.' : null
}

try {
  const { account, handle, room } = wishes()
  const client = await connect(account)
  const id = await join(client, room)
  client.onMessage(async (message) => {
    const reply = message.room === id ? answer(message.text, handle) : null
    if (reply) await client.room(id).send(reply)
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void client.close())
  process.stderr.write(`echo-bot: listening in ${room}\n`)
} catch (error) {
  process.stderr.write(`echo-bot: ${error instanceof Error ? error.message : error}\n${usage}\n`)
  process.exitCode = 1
}

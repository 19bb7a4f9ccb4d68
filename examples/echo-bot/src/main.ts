import { parseArgs } from 'node:util'
import type { Client } from '@parley/client'
import { acceptInvitations, connect } from '@parley/client/bot'

const usage =
  'Usage: ECHO_PASSWORD=… node src/main.ts --url http://localhost:8080 --handle echo [--room General] [--folder DIR] [--key FILE] [--invite=TOKEN]'
const text = { type: 'string' } as const

function wishes() {
  const options = { url: text, handle: text, room: text, folder: text, key: text, invite: text }
  const { url, handle, room, folder = 'data', key: keyFile, invite } = parseArgs({ options }).values
  const password = process.env['ECHO_PASSWORD']
  if (!url || !handle || !password) throw new Error('An address, a handle and a password are needed.')
  if (!URL.canParse(url)) throw new Error(`"${url}" is no address; it looks like http://localhost:8080.`)
  const more = { ...(keyFile ? { keyFile } : {}), ...(invite ? { invite } : {}) }
  return { handle, room, account: { url, handle, password, folder, device: 'echo-bot', ...more } }
}

async function join(client: Client, name: string): Promise<void> {
  const { rooms } = await client.call('rooms.directory', { text: name })
  const found = rooms.find((room) => room.name === name)
  if (!found) throw new Error(`There is no public room called "${name}".`)
  await client.call('rooms.join', { room: found.id })
}

/** What to answer: the words behind "!echo ", or a greeting to whoever mentions it. */
function answer(said: string, handle: string): string | null {
  if (said.startsWith('!echo ')) return said.slice('!echo '.length)
  return said.includes(`@${handle}`) ? 'I am here. Write "!echo" and some words, and I say them again.' : null
}

try {
  const { account, handle, room } = wishes()
  const client = await connect({
    ...account,
    async onMessage(message, bot) {
      const reply = answer(message.text, handle)
      if (reply) await bot.room(message.room).send(reply)
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void client.close())
  if (room) await join(client, room)
  acceptInvitations(client)
  process.stderr.write(`echo-bot: listening${room ? ` in ${room}` : ''}\n`)
} catch (error) {
  process.stderr.write(`echo-bot: ${error instanceof Error ? error.message : error}\n${usage}\n`)
  process.exitCode = 1
}

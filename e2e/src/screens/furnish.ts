import { message, write } from '../house/conversation.ts'
import type { Person } from '../house/person.ts'
import { directWith, haveKeys, privateRoom } from '../house/sealed.ts'
import { newId, type Town } from '../house/town.ts'

const talk: readonly (readonly [speaker: number, text: string])[] = [
  [1, 'Gauge 7 is bolted to the quay and talking. First reading 14 cm above mean level.'],
  [2, 'Lovely. Is the vent tube above the splash line? Gauge 4 drowned that way.'],
  [1, 'Yes, 40 cm above the highest tide.'],
  [0, 'The permit runs until 30 September, so we need to file the renewal in August.'],
  [2, 'I can take the boat on Tuesday.'],
  [2, 'Surge is forecast for Friday night. Can we move the swap at Hallö forward?'],
]

async function say(person: Person, room: string, text: string): Promise<void> {
  const body = JSON.stringify({ v: 1, kind: 'text', text })
  await person.call('messages.send', { room, id: newId(), kind: 'message', body })
}

export interface Furnished {
  readonly host: Person
  readonly friend: Person
  /** The direct message of both. */
  readonly direct: string
  readonly places: readonly (readonly [name: string, path: string])[]
}

/** A small company with something to show: people, rooms, a conversation, a direct message. */
export async function furnish(town: Town): Promise<Furnished> {
  const host = await town.person('Ines Moreau')
  const [tomas, mara] = [await town.person('Tomás Herrera'), await town.person('Mara Lindqvist')]
  const people = [host, tomas, mara] as const
  const create = async (name: string, topic: string): Promise<string> =>
    (await host.call('rooms.create', { id: newId(), kind: 'public', name, topic })).room.id
  const fieldWork = await create('field-work', 'Installing and mending the coastal gauges')
  await create('general', 'Everything else')
  await create('sensor-firmware', '')
  for (const other of [tomas, mara]) await other.call('rooms.join', { room: fieldWork })
  await haveKeys(host, mara)
  const empty = await privateRoom(host, 'board')
  const direct = await directWith(host, mara)
  for (const [speaker, text] of talk) await say(people[speaker] ?? host, fieldWork, text)
  await mara.enter(direct)
  await write(mara.page, 'Ferry is on time. Coffee at the quay?')
  await message(host.page, 'Ferry is on time.').waitFor()
  await write(host.page, 'Two, black. I bring the ladder.')
  await message(mara.page, 'Two, black.').waitFor()
  await tomas.enter(fieldWork)
  await mara.page.goto(town.server.url)
  return {
    host,
    friend: mara,
    direct,
    places: [
      ['conversation', `/rooms/${fieldWork}`],
      ['direct', `/rooms/${direct}`],
      ['empty-room', `/rooms/${empty}`],
      ['directory', '/directory'],
      ['settings', '/settings/profile'],
      ['settings-devices', '/settings/devices'],
      ['settings-privacy', '/settings/privacy'],
      ['settings-sees', '/settings/sees'],
    ],
  }
}

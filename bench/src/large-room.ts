import { openStorage, type Person } from './household.ts'
import { newId } from './id.ts'

const atOnce = 500

/** The text of a message of the large room, by its number from 0. */
export const textOf = (number: number): string => `message ${number} of many`

/** Writes messages of somebody into a room of a data folder that no server has open. */
export async function fill(data: string, room: string, { user, device }: Person, messages: number): Promise<void> {
  const storage = await openStorage(data)
  const beginning = Date.now() - messages * 60_000
  for (let number = 0; number < messages; number += atOnce) {
    const burst = Array.from({ length: atOnce }, (_, more) => {
      const body = JSON.stringify({ v: 1, kind: 'text', text: textOf(number + more) })
      const at = beginning + (number + more) * 60_000
      return storage.apply('entry.append', { room, id: newId(), kind: 'message', sender: user, device, at, body })
    })
    await Promise.all(burst)
  }
  await storage[Symbol.asyncDispose]()
}

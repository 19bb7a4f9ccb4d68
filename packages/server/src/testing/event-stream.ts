import type { ServerFrame } from '@parley/protocol'
import type { Person } from './person.ts'
import type { TestServer } from './server.ts'

/** The frames of an event stream as they come. */
export async function* events(server: TestServer, by: Person): AsyncGenerator<ServerFrame> {
  const headers = { authorization: `Bearer ${by.access}` }
  const { body } = await fetch(`http://127.0.0.1:${server.port}/api/events`, { headers })
  let text = ''
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (text + chunk).split('\n')
    text = lines.pop() ?? ''
    for (const line of lines)
      if (line.startsWith('data: ')) yield JSON.parse(line.slice('data: '.length)) as ServerFrame
  }
}

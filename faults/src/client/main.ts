// A process of clients: takes orders over IPC, notes what happens into the file that it is given.
import { Notebook } from '../history/notebook.ts'
import { Crowd } from './crowd.ts'
import type { Answered, Asked, Order } from './orders.ts'

const notebook = new Notebook(process.argv[2] ?? '')
const crowd = new Crowd(notebook)

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'come':
      return await crowd.come(order)
    case 'watch':
      return await crowd.watch(order)
    case 'found':
      return await crowd.found(order)
    case 'change':
      return await crowd.change(order)
    case 'enter':
      return await crowd.enter(order)
    case 'leave':
      return await crowd.leave(order)
    case 'head':
      return await crowd.head(order)
    case 'say':
      return await crowd.say(order)
    case 'talk':
      return await crowd.talk(order)
    case 'settle':
      return await crowd.settle()
    case 'finish':
      return await crowd.finish(order)
    case 'go':
      return await crowd.go()
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

process.on('message', ({ n, order }: Asked) => {
  const answer = (some: Omit<Answered, 'n'>): void => void process.send?.({ n, ...some })
  obey(order).then(
    (value) => answer({ fault: null, value: value ?? null }),
    (error: unknown) => answer({ fault: wordsOf(error), value: null }),
  )
})
process.on('disconnect', () => process.exit())

import { notify } from '../design/toast.ts'
import { errorWords } from './error-words.ts'

/** Does something, and what follows from it; says why where it is refused. */
export async function attempt(run: () => Promise<unknown>, done: () => void): Promise<void> {
  try {
    await run()
    done()
  } catch (error) {
    notify({ kind: 'error', text: errorWords(error) })
  }
}

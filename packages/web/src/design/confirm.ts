import { loadPopups } from './popups.ts'
import { type Question, question } from './question.ts'

/** Asks before a deed; a question that stands open is answered with no. */
export async function confirm(asked: Question): Promise<boolean> {
  await loadPopups()
  question.get()?.answer(false)
  return new Promise((resolve) => {
    const answer = (yes: boolean) => {
      question.set(undefined)
      resolve(yes)
    }
    question.set({ ...asked, answer })
  })
}

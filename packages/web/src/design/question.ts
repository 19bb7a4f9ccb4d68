import { cell } from './cell.ts'

/** A deed to confirm: its object in the title, its effect in the body, its name on the button. */
export interface Question {
  title: string
  body: string
  /** "Remove iPad", not "OK". */
  action: string
  danger?: boolean
}

/** The question that stands open, with the way to answer it. */
export const question = cell<(Question & { answer: (yes: boolean) => void }) | undefined>(undefined)

import { createContext } from 'react'
import type { Trouble } from './trouble.ts'

/** What is wrong with the connection; followed once, so that it stays said when one goes to another page. */
export const TroubleContext = createContext<Trouble | null>(null)

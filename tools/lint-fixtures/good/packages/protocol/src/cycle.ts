import { end } from './cycle-other.ts'

export const start = () => end

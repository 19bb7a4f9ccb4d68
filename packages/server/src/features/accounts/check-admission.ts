import { checkAdmission as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from './front-desk.ts'

/** Says what a link is good for, before it is used. */
export const checkAdmission = ({ admissions }: FrontDesk) =>
  handler(contract, async ({ input }) => await admissions.find(input.admission))

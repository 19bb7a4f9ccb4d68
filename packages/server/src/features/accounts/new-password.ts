import { ParleyError } from '@parley/protocol'
import { commonPasswords } from './common-passwords.ts'
import type { FrontDesk } from './front-desk.ts'
import { passwordFault } from './password-rules.ts'

/** The hash of a password that somebody chose. Throws what is wrong with it, or `busy`. */
export async function newPassword({ config, passwords }: FrontDesk, password: string, handle: string): Promise<string> {
  const listed = await commonPasswords()
  const rules = {
    minimum: config.passwords.minimum,
    isListed: (text: string) => listed.has(text),
    context: [handle, 'parley'],
  }
  const fault = passwordFault(password, rules)
  if (fault) throw new ParleyError(fault)
  return await passwords.hash(password)
}

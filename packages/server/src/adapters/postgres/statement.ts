/** A statement that each connection prepares once, under its name. */
export interface Statement {
  readonly name: string
  readonly text: string
}

let made = 0

/** Statements are named by number: what one program calls `p7` is the same text on all of its connections. */
export function statement(text: string): Statement {
  made += 1
  return { name: `p${made}`, text }
}

/** A recovery key in groups of four, as it is written down; spaces, lines and dashes between them do not matter. */
export function groupsOf(typed: string): readonly string[] {
  return typed.replace(/[\s\p{Dash}\p{Cf}]/gu, '').match(/.{1,4}/gsu) ?? []
}

/** Whether somebody has the end of the key before them: its last group, or the whole of it. */
export function endsKey(key: string, typed: string): boolean {
  const [whole, given] = [groupsOf(key), groupsOf(typed)]
  return given.length > 0 && [whole.at(-1), whole.join()].includes(given.join())
}

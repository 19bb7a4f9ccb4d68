const colours = 8

/** FNV-1a: short, spreads well, and easy to repeat in other clients. */
function hash(text: string): number {
  let sum = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0
  return sum
}

/** Which of the eight person colours an account has: 1 to 8, the same on every device. */
export function personColour(accountId: string): number {
  return (hash(accountId) % colours) + 1
}

/** The colour as a CSS value. */
export function personColourValue(accountId: string): string {
  return `var(--p${personColour(accountId)})`
}

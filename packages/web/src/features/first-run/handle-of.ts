/** A handle that suits a name: its first word in plain letters, or nothing where that cannot be written so. */
export function handleOf(name: string): string {
  const [first = ''] = name.trim().split(/\s+/)
  const plain = first.normalize('NFKD').replace(/\p{Mark}/gu, '')
  const letters = plain.toLowerCase().replace(/[^a-z0-9]/g, '')
  return letters.length >= 2 ? letters.slice(0, 32) : ''
}

/** What a person sealed, in every form in which it could have slipped through: as it is, and in base64 at each offset. */
export function formsOf(secret: string): readonly string[] {
  const coded = [0, 1, 2].map((skip) => Buffer.from(`${'x'.repeat(skip)}${secret}`).toString('base64'))
  // Without the first and last characters, which depend on what stands beside the secret.
  return [secret, ...coded.map((text) => text.slice(4, -4))]
}

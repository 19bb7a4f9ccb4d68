let listed: Promise<ReadonlySet<string>> | null = null

async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'])
}

/** About 49,000 passwords of published leaks, in lower case; read when the first password is chosen. */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  listed ??= load()
  return listed
}

interface Policy {
  createScriptURL(url: string): string
}

interface Factory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): Policy
}

/** Scripts come from this origin and from nowhere else. */
function sameOrigin(url: string): string {
  const full = new URL(url, location.href)
  if (full.origin !== location.origin) throw new TypeError('A script of another origin was asked for.')
  return full.href
}

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes
const policy: Policy = factory?.createPolicy('app', { createScriptURL: sameOrigin }) ?? { createScriptURL: sameOrigin }

/** The address of a worker, as the Trusted Types of the page want it. */
export function trustedUrl(url: string): string {
  return policy.createScriptURL(url)
}

const digits = 16

/**
 * 16 decimal digits of the SHA-256 over a call's id and the keys of its devices, in their order as text. Each device's
 * key proves the certificate of its media, so equal codes mean that nobody stands in between.
 * @param keys Ed25519 keys of the devices, base64
 */
export async function callCode(call: string, keys: readonly string[]): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(['parley.call', call, ...keys.toSorted()]))
  const hash = new DataView(await crypto.subtle.digest('SHA-256', text))
  return (hash.getBigUint64(0) % 10n ** BigInt(digits)).toString().padStart(digits, '0')
}

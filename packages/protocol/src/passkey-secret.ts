/** Name of the secret that a passkey of mine opens: it holds what the recovery key opens as well. */
export const passkeySecret = (passkey: string): string => `passkey.${passkey}`

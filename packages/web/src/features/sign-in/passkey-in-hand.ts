import type { Client, PasskeyTouch } from '@parley/client'
import { cell, useCell } from '../../design/cell.ts'

const isSettling = cell(false)

/** Uses what a passkey derived, once, and wipes it. Answers whether the passkey opens the messages now. */
export async function spend(client: Client, touch: PasskeyTouch | null): Promise<boolean> {
  if (touch === null) return false
  try {
    return await client.takePasskey(touch)
  } finally {
    touch.output.fill(0)
  }
}

/**
 * The same after somebody came in by that passkey: as soon as the keys are there, while they go on. Where it does not
 * work out, the other ways remain.
 */
export function settleLater(client: Client, touch: PasskeyTouch | null): void {
  if (touch === null) return
  isSettling.set(true)
  void spend(client, touch)
    .catch(() => false)
    .finally(() => isSettling.set(false))
}

/** Whether a passkey by which somebody has just come in is about to open their messages. */
export const useIsSettling = (): boolean => useCell(isSettling)

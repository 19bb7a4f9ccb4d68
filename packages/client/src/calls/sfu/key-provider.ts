import type { BaseKeyProvider } from 'livekit-client'

export type LiveKit = typeof import('livekit-client')

export interface KeyProvider extends BaseKeyProvider {
  /** Seals what is sent, or opens what comes, under this index. Keys of one device take effect in the order they are set. */
  put(device: string, key: Uint8Array<ArrayBuffer>, index: number): void
}

/**
 * Keys for each device. A frame names its key by one byte: with a ring of fewer than 256 many joins at once would
 * overwrite what is still in use. Nothing is ratcheted: a frame that does not open would cost eight derivations.
 */
export function keyProvider({ BaseKeyProvider, createKeyMaterialFromBuffer }: LiveKit): KeyProvider {
  class Provider extends BaseKeyProvider {
    #last: Promise<void> = Promise.resolve()

    put(device: string, key: Uint8Array<ArrayBuffer>, index: number): void {
      const material = createKeyMaterialFromBuffer(key.buffer)
      this.#last = this.#last.then(async () => this.onSetEncryptionKey(await material, device, index))
    }
  }
  return new Provider({ sharedKey: false, keyringSize: 256, ratchetWindowSize: 0, failureTolerance: 10 })
}

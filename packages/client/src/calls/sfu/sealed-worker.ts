interface Message {
  readonly kind?: unknown
  readonly data?: object
}

/** What the worker is told in place of a message; null: nothing. */
export function sealedOnly(message: unknown): unknown {
  const { kind, data } = (message ?? {}) as Message
  // By its trailer the SFU could have frames of its own taken for frames that nobody sealed.
  if (kind === 'setSifTrailer') return null
  // Whether somebody seals is what the SFU says; nobody here does not.
  return kind === 'enable' ? { kind, data: { ...data, enabled: true } } : message
}

/**
 * LiveKit's worker that seals and opens frames, deaf to everything that would let a frame pass in clear. The browser wants
 * a worker of its own kind, so it is this one that is changed.
 */
export function sealedWorker(worker: Worker): Worker {
  const post = worker.postMessage.bind(worker) as (message: unknown, more?: StructuredSerializeOptions) => void
  worker.postMessage = (message: unknown, more?: Transferable[] | StructuredSerializeOptions) => {
    const told = sealedOnly(message)
    if (told !== null) post(told, Array.isArray(more) ? { transfer: more } : more)
  }
  return worker
}

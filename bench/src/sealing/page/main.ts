import workerUrl from './sealing.worker.ts?worker&url'

interface Factory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): typeof rules
}
const { trustedTypes } = globalThis as unknown as { trustedTypes: Factory }
const policy = trustedTypes.createPolicy('app', { createScriptURL: (url) => url })

/** Frames of the page that came late while the worker was at it: the longest pause between two, in milliseconds. */
let longest = 0
let last = performance.now()
const look = (): void => {
  const now = performance.now()
  longest = Math.max(longest, now - last)
  last = now
  setTimeout(look, 5)
}
look()

const worker = new Worker(policy.createScriptURL(workerUrl), { type: 'module' })
worker.onmessage = ({ data }: MessageEvent<object>) => Object.assign(globalThis, { result: { ...data, longest } })
worker.onerror = ({ message }) => Object.assign(globalThis, { result: { failed: message } })

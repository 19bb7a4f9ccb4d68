import { type RedisAddress, wordsOf } from '../../redis-address.ts'
import { loadDriver, openWire } from './wire.ts'

/** Milliseconds in which a healthy Redis has answered many times. */
const patience = 10_000

/** Says something to itself over Redis, as nodes do, and tells how long that took. */
export async function examineRedis(address: RedisAddress): Promise<string> {
  const signal = AbortSignal.timeout(patience)
  const end = new AbortController()
  const channel = `parley:doctor:${crypto.randomUUID()}`
  const { promise: heard, resolve, reject } = Promise.withResolvers<unknown>()
  signal.addEventListener('abort', () => reject(new Error('no answer')))
  try {
    const open = openWire(await loadDriver(), {
      address,
      channel,
      heard: resolve,
      failed: reject,
      signal: AbortSignal.any([signal, end.signal]),
    })
    const wire = await Promise.race([open, heard.then(() => open)])
    const [info] = await wire.transact([['INFO', 'server']])
    const began = performance.now()
    await wire.publish(channel, Buffer.from('beat'))
    await heard
    const took = (performance.now() - began).toFixed(1)
    const version = /(?:redis|valkey)_version:(\S+)/.exec(String(info))?.[1] ?? 'of an unknown version'
    return `${wordsOf(address)}, version ${version}, there and back in ${took} ms; it needs no persistence.`
  } catch (cause) {
    const reason = cause instanceof Error && cause.message !== '' ? cause.message : 'no answer'
    throw new Error(`${wordsOf(address)} cannot be used: ${reason}. Is REDIS_URL right?`, { cause })
  } finally {
    end.abort()
  }
}

import { ParleyError } from '@parley/protocol'
import type { CallBoard, SharedCall } from '../../ports/call-board.ts'
import type { RedisNode } from './node.ts'
import type { Command } from './wire.ts'

/** Milliseconds after which Redis forgets the calls of a house of which no node says anything any more. */
const lifetime = 3_600_000

/** One at a time, whoever asks: Redis runs scripts alone. Answers the call that stands in the way, or nothing. */
const put = `
local calls, open = KEYS[1], KEYS[2]
local id, room, version, over, call, lifetime = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4] == '1', ARGV[5], ARGV[6]
local known = redis.call('HGET', calls, id)
if known then
  if cjson.decode(known).version ~= version - 1 then return known end
elseif not over then
  local other = redis.call('HGET', open, room)
  local way = other and redis.call('HGET', calls, other)
  if way then return way end
end
redis.call('HSET', calls, id, call)
if not over then
  redis.call('HSET', open, room, id)
elseif redis.call('HGET', open, room) == id then
  redis.call('HDEL', open, room)
end
redis.call('PEXPIRE', calls, lifetime)
redis.call('PEXPIRE', open, lifetime)
return false`

const forget = `
for _, id in ipairs(ARGV) do
  local known = redis.call('HGET', KEYS[1], id)
  if known and cjson.decode(known).isOver then redis.call('HDEL', KEYS[1], id) end
end
return false`

const callOf = (text: unknown): SharedCall | null =>
  typeof text === 'string' ? (JSON.parse(text) as SharedCall) : null

/** The calls of the nodes that share a Redis. */
export function redisCallBoard(node: RedisNode): CallBoard {
  const [calls, open] = [node.key('calls'), node.key('calls', 'open')]
  const ask = async (command: Command): Promise<unknown> => {
    try {
      const [answer] = await node.transact([command])
      return answer
    } catch (cause) {
      throw new ParleyError('unavailable', { cause })
    }
  }
  return {
    async put(call) {
      const { id, room, version, isOver } = call
      const words = [id, room, `${version}`, isOver ? '1' : '0', JSON.stringify(call), `${lifetime}`]
      const other = callOf(await ask(['EVAL', put, '2', calls, open, ...words]))
      return other ? { ok: false, other } : { ok: true }
    },
    get: async (id) => callOf(await ask(['HGET', calls, id])),
    all: async () => ((await ask(['HVALS', calls])) as unknown[]).flatMap((text) => callOf(text) ?? []),
    async forget(ids) {
      if (ids.length > 0) await ask(['EVAL', forget, '1', calls, ...ids])
    },
  }
}

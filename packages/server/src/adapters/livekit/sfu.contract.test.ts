import { randomInt } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type RedisAddress, redisAddress } from '../../redis-address.ts'
import { SfuLineSocket, sfuProgram, startRedis } from '../../testing/index.ts'
import { startSentinel } from '../../testing/redis.ts'
import { systemClock } from '../system/clock.ts'
import { systemRandomness } from '../system/randomness.ts'
import { filesIn } from './child.ts'
import { farSfu } from './far-sfu.ts'
import type { SfuRecord } from './record.ts'
import { type OpenSfu, ownSfu } from './sfu.ts'

const seat = { call: 'a-call', device: 'a-laptop' }

async function temporary() {
  const folder = await mkdtemp(join(tmpdir(), 'parley-sfu-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

interface Opened {
  readonly sfu: OpenSfu
  readonly said: string[]
}

function open(
  folder: string,
  program = sfuProgram ?? '',
  firstPort = randomInt(20_000, 50_000),
  redis: RedisAddress | null = null,
): Opened {
  const said: string[] = []
  const say = (line: string): void => void said.push(line)
  const [clock, randomness] = [systemClock, systemRandomness]
  const parts = { program, folder, firstPort, address: '127.0.0.1', stun: [], redis }
  const sfu = ownSfu({ ...parts, clock, randomness, say })
  return { sfu, said }
}

const isUp = (sfu: OpenSfu) => expect.poll(() => sfu.isUp, { timeout: 120_000 }).toBe(true)
const recordIn = async (folder: string): Promise<SfuRecord> =>
  JSON.parse(await readFile(filesIn(folder).record, 'utf8')) as SfuRecord
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test.skipIf(!sfuProgram)('row 80: an SFU of the house: rooms come about by the server alone', async () => {
  await using home = await temporary()
  const { sfu } = open(home.folder)
  await using _ = sfu
  await isUp(sfu)
  const { url, authorization } = await sfu.enter(seat)
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(await sfu.present(seat.call)).toEqual([])
  const ask = (headers: Record<string, string>) => fetch(`${url}/rtc/validate`, { headers })
  expect((await ask({ authorization })).status).toBe(200)
  expect((await ask({})).status).toBe(401)
  // Of somebody who is not there, in a room that is not there.
  await sfu.remove({ call: 'another', device: 'nobody' })
  await sfu.close('another')
  await sfu.close(seat.call)
  // Nobody is let into a room that the server did not make.
  expect((await ask({ authorization })).status).toBe(404)
  const files = filesIn(home.folder)
  for (const file of [files.configuration, files.record]) expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test.skipIf(!sfuProgram)(
  'an SFU that is killed comes back; while it is away it says that it is not there',
  async () => {
    await using home = await temporary()
    const { sfu, said } = open(home.folder)
    await using _ = sfu
    await isUp(sfu)
    const { pid } = await recordIn(home.folder)
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => sfu.isUp).toBe(false)
    await expect(sfu.enter(seat)).rejects.toMatchObject({ code: 'unavailable' })
    await isUp(sfu)
    expect((await recordIn(home.folder)).pid).not.toBe(pid)
    expect(said).toContain('the SFU ended; it is started again')
    await sfu.enter(seat)
  },
)

test.skipIf(!sfuProgram)(
  'a server that comes after one that was killed takes over its SFU, and ends it when it goes',
  async () => {
    await using home = await temporary()
    const before = open(home.folder)
    await isUp(before.sfu)
    const { url } = await before.sfu.enter(seat)
    const { pid } = await recordIn(home.folder)
    const after = open(home.folder)
    await isUp(after.sfu)
    expect(after.said).toEqual(['the SFU of the server before runs on'])
    expect((await after.sfu.enter(seat)).url).toBe(url)
    await after.sfu[Symbol.asyncDispose]()
    expect(isAlive(pid)).toBe(false)
    await before.sfu[Symbol.asyncDispose]()
  },
)

test.skipIf(!sfuProgram)('an SFU that answers to other keys is left alone, and its ports are not taken', async () => {
  await using home = await temporary()
  await using other = await temporary()
  const theirs = open(other.folder)
  await using _ = theirs.sfu
  await isUp(theirs.sfu)
  const record = await recordIn(other.folder)
  const wrong = { ...record, key: { id: 'somebody', secret: 'x'.repeat(43) } }
  await writeFile(filesIn(home.folder).record, JSON.stringify(wrong))
  const ours = open(home.folder, sfuProgram ?? '', record.ports.tcp)
  await using __ = ours.sfu
  await isUp(ours.sfu)
  const { ports } = await recordIn(home.folder)
  expect(new Set([...Object.values(ports), ...Object.values(record.ports)]).size).toBe(4)
  expect((await ours.sfu.enter(seat)).url).not.toBe((await theirs.sfu.enter(seat)).url)
  expect(isAlive(record.pid)).toBe(true)
})

test.skipIf(!sfuProgram)(
  'row 80: an SFU that runs elsewhere is used as one of the house, while it is there',
  async () => {
    await using home = await temporary()
    const theirs = open(home.folder)
    await using _ = theirs.sfu
    await isUp(theirs.sfu)
    const { ports, key, pid } = await recordIn(home.folder)
    const [url, said] = [`http://127.0.0.1:${ports.signal}`, [] as string[]]
    await using sfu = farSfu({ url, key, clock: systemClock, say: (line) => void said.push(line) })
    await isUp(sfu)
    expect((await sfu.enter(seat)).url).toBe(url)
    expect(await sfu.present(seat.call)).toEqual([])
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => sfu.isUp, { timeout: 30_000 }).toBe(false)
    await expect(sfu.enter(seat)).rejects.toMatchObject({ code: 'unavailable' })
    expect(said).toEqual([expect.stringContaining(`the SFU at ${url} does not answer`)])
  },
)

test.skipIf(!sfuProgram)('row 80: the SFUs of nodes that share a Redis are one', async () => {
  await using redis = await startRedis()
  await using group = await startSentinel()
  await using home = await temporary()
  for (const url of [redis.url, group.url]) {
    const [one, other] = ['a', 'b'].map((name) =>
      open(join(home.folder, `${name}${url.length}`), sfuProgram ?? '', randomInt(20_000, 50_000), redisAddress(url)),
    )
    if (!one || !other) throw new Error('two of them')
    await using _ = one.sfu
    await using __ = other.sfu
    await Promise.all([isUp(one.sfu), isUp(other.sfu)])
    const enter = async ({ sfu }: Opened, device: string) => {
      const { url: origin, authorization } = await sfu.enter({ call: seat.call, device })
      const line = new SfuLineSocket(origin, '', { authorization })
      expect(await line.entered).toBe(device)
      return line
    }
    const lines = [await enter(one, 'ada-laptop'), await enter(other, 'ben-laptop')]
    for (const { sfu } of [one, other]) {
      await expect.poll(async () => (await sfu.present(seat.call)).toSorted()).toEqual(['ada-laptop', 'ben-laptop'])
    }
    // Whoever is thrown out by one is out of the other.
    await one.sfu.remove({ call: seat.call, device: 'ben-laptop' })
    await lines[1]?.closed
    await expect.poll(() => other.sfu.present(seat.call)).toEqual(['ada-laptop'])
    await other.sfu.close(seat.call)
    await lines[0]?.closed
  }
})

test.skipIf(!sfuProgram)('an SFU elsewhere that does not know the key is named, and not used', async () => {
  await using home = await temporary()
  const theirs = open(home.folder)
  await using _ = theirs.sfu
  await isUp(theirs.sfu)
  const { ports } = await recordIn(home.folder)
  const [key, said] = [{ id: 'somebody', secret: 'x'.repeat(43) }, [] as string[]]
  const parts = { url: `http://127.0.0.1:${ports.signal}`, key, clock: systemClock }
  await using sfu = farSfu({ ...parts, say: (line) => void said.push(line) })
  await expect.poll(() => said).toEqual([expect.stringContaining('does not take LIVEKIT_API_KEY')])
  expect(sfu.isUp).toBe(false)
})

test('an SFU that does not start is named with its last words, and tried again', async () => {
  await using home = await temporary()
  const program = join(home.folder, 'refuses')
  await writeFile(program, '#!/bin/sh\necho "could not parse config: field rtcc not found"\nexit 0\n')
  await chmod(program, 0o755)
  const { sfu, said } = open(join(home.folder, 'sfu'), program)
  await using _ = sfu
  const words = 'the SFU does not start: could not parse config: field rtcc not found'
  await expect.poll(() => said).toEqual(expect.arrayContaining([words, words]))
  expect(sfu.isUp).toBe(false)
  await expect(sfu.present('a-call')).rejects.toMatchObject({ code: 'unavailable' })
})

test('a program that is not there is named', async () => {
  await using home = await temporary()
  const { sfu, said } = open(home.folder, join(home.folder, 'nothing'))
  await using _ = sfu
  await expect.poll(() => said[0]).toContain('ENOENT')
})

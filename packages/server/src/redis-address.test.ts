import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'
import { redisAddress, wordsOf } from './redis-address.ts'

const open = { tls: false, username: null, password: null }

describe('row 113: where Redis is', () => {
  test.each([
    ['redis://localhost', { ...open, kind: 'single', at: { host: 'localhost', port: 6379 }, database: 0 }],
    ['redis://[::1]:7000/3', { ...open, kind: 'single', at: { host: '::1', port: 7000 }, database: 3 }],
    [
      'rediss://parley:p%40ss%2Fw%C3%B6rd@redis.example.org:6380',
      {
        kind: 'single',
        tls: true,
        username: 'parley',
        password: 'p@ss/wörd',
        at: { host: 'redis.example.org', port: 6380 },
        database: 0,
      },
    ],
    [
      'redis://:secret@localhost',
      { ...open, password: 'secret', kind: 'single', at: { host: 'localhost', port: 6379 }, database: 0 },
    ],
    [
      'redis-sentinel://a,b:2/mymaster/4',
      {
        ...open,
        kind: 'sentinel',
        at: [
          { host: 'a', port: 26_379 },
          { host: 'b', port: 2 },
        ],
        master: 'mymaster',
        database: 4,
      },
    ],
    [
      'rediss-cluster://u:p@a:1,b:2',
      {
        kind: 'cluster',
        tls: true,
        username: 'u',
        password: 'p',
        at: [
          { host: 'a', port: 1 },
          { host: 'b', port: 2 },
        ],
      },
    ],
  ])('%s', (text, address) => expect(redisAddress(text)).toEqual(address))

  test.each([
    'localhost',
    'http://localhost',
    'redis://',
    'redis://a,b',
    'redis://a:0',
    'redis://a:70000',
    'redis://a/first',
    'redis://%zz@a',
    'redis-sentinel://a,b',
    'redis-sentinel://a/master/x',
    'redis-cluster://a,,b',
    'redis-cluster://a/1',
  ])('%s is not understood', (text) => expect(redisAddress(text)).toBeNull())

  test('what is said about it holds no secret', () => {
    for (const url of [
      'rediss://user:secret@a:1/2',
      'redis-sentinel://user:secret@a,b/m',
      'redis-cluster://:secret@a',
    ]) {
      const address = redisAddress(url)
      expect(address && wordsOf(address)).toMatch(/^redis(?: sentinel| cluster)? \(a:\d+/)
      expect(address && wordsOf(address)).not.toMatch(/secret|user/)
    }
  })

  test('the setting takes it, and refuses another one without repeating its password', () => {
    const shared = { DATABASE_URL: 'postgres://localhost/parley', REDIS_URL: 'redis://a' }
    expect(readConfig(shared, []).redis).toMatchObject({ kind: 'single' })
    expect(readConfig({}, []).redis).toBeNull()
    const refused = () => readConfig({ REDIS_URL: 'redis://user:secret@a,b' }, [])
    expect(refused).toThrow(ConfigError)
    expect(refused).toThrow(/^REDIS_URL cannot be (?!.*secret).*redis:\/\/host:6379/)
  })

  test('it makes no sense without a database that servers share', () => {
    expect(() => readConfig({ REDIS_URL: 'redis://a' }, [])).toThrow(/^REDIS_URL needs DATABASE_URL/)
  })
})

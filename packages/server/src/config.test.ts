import { expect, test } from 'vitest'
import { placeOf } from './adapters/postgres/connect.ts'
import { ConfigError, readConfig, settings } from './config.ts'

const readWith = (env: Readonly<Record<string, string>>) => readConfig(env, [])

test('row 108: DATABASE_URL is the address of a PostgreSQL database, or there is none', () => {
  expect(readWith({}).database).toBeNull()
  expect(readWith({ DATABASE_URL: '' }).database).toBeNull()
  for (const url of ['postgres://parley@db/parley', 'postgresql:///parley?host=/run/postgresql'])
    expect(readWith({ DATABASE_URL: url }).database).toBe(url)
  for (const url of ['mysql://db/parley', 'parley', 'postgres://[', 'http://db'])
    expect(() => readWith({ DATABASE_URL: url }), url).toThrow(ConfigError)
})

test('what is said about a setting that makes no sense holds no secret', () => {
  const said = (env: Readonly<Record<string, string>>): string => {
    try {
      return JSON.stringify(readWith(env))
    } catch (error) {
      return String(error)
    }
  }
  expect(said({ DATABASE_URL: 'mysql://parley:hush-hush@db/parley' })).toMatch(/DATABASE_URL cannot be what it is: /)
  expect(said({ PARLEY_PORT: 'many' })).toContain('PARLEY_PORT cannot be "many"')
  for (const name of Object.keys(settings).filter((key) => /URL|SECRET|TOKEN/.test(key)))
    expect(said({ [name]: 'mysql://hush-hush' }).match(/cannot be .*hush/), name).toBeNull()
})

test('where a database is, people are told without name and password', () => {
  expect(placeOf('postgres://parley:hush@db.example.org:5433/house?sslmode=require')).toBe('db.example.org:5433/house')
  expect(placeOf('postgresql:///house?host=/run/postgresql')).toBe('/run/postgresql/house')
})

test('row 80: the SFU is a program that is started, or one that runs elsewhere with its key', () => {
  const sfu = (env: Readonly<Record<string, string>>) => readWith(env).calls.sfu
  const key = { LIVEKIT_API_KEY: 'house', LIVEKIT_API_SECRET: 's'.repeat(32) }
  expect(sfu({})).toBeNull()
  expect(sfu({ PARLEY_SFU: '/bin/livekit-server' })).toMatchObject({ kind: 'own', firstPort: 7881, address: null })
  const far = { kind: 'far', key: { id: 'house', secret: 's'.repeat(32) } }
  expect(sfu({ LIVEKIT_URL: 'wss://media.example.org/', ...key })).toEqual({ ...far, url: 'https://media.example.org' })
  expect(sfu({ LIVEKIT_URL: 'http://10.0.0.7:7880', ...key })).toEqual({ ...far, url: 'http://10.0.0.7:7880' })
  for (const url of ['media.example.org', 'ftp://media.example.org', 'https://'])
    expect(() => sfu({ LIVEKIT_URL: url, ...key }), url).toThrow(/^LIVEKIT_URL cannot be what it is/)
  for (const part of [{}, { ...key, LIVEKIT_API_KEY: '' }, { ...key, LIVEKIT_API_SECRET: 'short' }])
    expect(() => sfu({ LIVEKIT_URL: 'https://a', ...part })).toThrow(/^LIVEKIT_URL needs LIVEKIT_API_KEY/)
  expect(() => sfu({ LIVEKIT_URL: 'https://a', PARLEY_SFU: 'x', ...key })).toThrow(/two SFUs/)
})

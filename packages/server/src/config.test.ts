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

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readConfig, settings } from './config.ts'

const fileOf = (name: string): string => readFileSync(new URL(`../../../deploy/${name}`, import.meta.url), 'utf8')

const Service = z.looseObject({
  image: z.string().optional(),
  build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.unknown().optional(),
})
const Compose = z.object({
  'x-parley': Service,
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.null()),
})

const given: Readonly<Record<string, string>> = {
  PARLEY_DOMAIN: 'chat.example.org',
  POSTGRES_PASSWORD: 'secret',
  VALKEY_PASSWORD: 'hidden',
}
/** As Compose does it: a variable with the sentence for whoever has not set it. */
const filled = (text: string): string =>
  text.replace(/\$\{(\w+):\?[^}]+\}/g, (_, name: string) => given[name] ?? `unknown ${name}`)

test('row 115: the cluster file is one that Compose reads, and names only what it has', () => {
  const { services, volumes } = Compose.parse(parse(fileOf('compose.cluster.yml'), { merge: true, strict: true }))
  expect(Object.keys(services)).toEqual(['parley-1', 'parley-2', 'postgres', 'valkey', 'balancer'])
  const used = new Set<string>()
  for (const service of Object.values(services)) {
    expect(service.image !== undefined || service.build !== undefined).toBe(true)
    for (const [name, { condition }] of Object.entries(service.depends_on)) {
      expect(condition).toBe('service_healthy')
      expect(services[name]?.healthcheck).toBeDefined()
    }
    for (const volume of service.volumes) {
      const [from = ''] = volume.split(':')
      if (from.startsWith('./')) expect(fileOf(from)).not.toBe('')
      else used.add(from)
    }
  }
  expect([...used].sort()).toEqual(Object.keys(volumes).sort())
})

test('row 115: the servers of the cluster file are told only settings that there are, with values that they take', () => {
  const { services } = Compose.parse(parse(fileOf('compose.cluster.yml'), { merge: true }))
  for (const name of ['parley-1', 'parley-2']) {
    const environment = Object.entries(services[name]?.environment ?? {}).map(([key, text]) => [key, filled(text)])
    for (const [key = ''] of environment) expect(Object.keys(settings)).toContain(key)
    expect(readConfig(Object.fromEntries(environment), [])).toMatchObject({
      host: '0.0.0.0',
      keys: '/keys/keys.json',
      database: 'postgres://parley:secret@postgres/parley',
      redis: { kind: 'single', at: { host: 'valkey', port: 6379 }, password: 'hidden' },
      origins: ['https://chat.example.org'],
    })
  }
})

test('row 115: the balancer leads to the servers of the cluster file, and asks them whether they are ready', () => {
  const caddy = fileOf('Caddyfile')
  expect(caddy).toMatch(/reverse_proxy parley-1:8080 parley-2:8080 \{/)
  expect(caddy).toContain('health_uri /readyz')
  const [opened, closed] = [caddy.split('{').length, caddy.split('}').length]
  expect(opened).toBe(closed)
})

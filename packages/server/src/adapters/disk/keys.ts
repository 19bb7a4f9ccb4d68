import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Keys, SigningKey } from '../../ports/keys.ts'
import { requireWritable } from './writable.ts'

const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const Signing = z.object({
  kid: z.string().min(1),
  jwk: z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: bytes32, d: bytes32 }),
})
const KeyFile = z.object({ signing: z.tuple([Signing], Signing), refresh: bytes32 })

function freshSigningKey(): SigningKey {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return { kid: randomBytes(8).toString('base64url'), jwk: { kty: 'OKP', crv: 'Ed25519', x, d } }
}

const isThere = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST'

/** Writes a whole file or none: it gets its name only after its content is on the disk. */
async function create(path: string, content: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
    await link(draft, path)
  } catch (error) {
    if (!isThere(error)) throw error
  } finally {
    await file.close()
    await rm(draft, { force: true })
  }
}

/** There is no such file, or something else where a folder should be. */
const absent: readonly unknown[] = ['ENOENT', 'ENOTDIR']

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && absent.includes(error.code)) return null
    throw error
  }
}

/** The keys in a file; null: it is damaged. */
export async function parseKeys(path: string): Promise<Keys | null> {
  try {
    const { signing, refresh } = KeyFile.parse(JSON.parse(await readFile(path, 'utf8')))
    return { signing, refresh: Buffer.from(refresh, 'base64url') }
  } catch {
    return null
  }
}

/** The keys of the house in a file that the server alone may read, made if there is none. Throws when it is damaged. */
export async function openKeyFile(path: string): Promise<Keys> {
  if ((await readIfThere(path)) === null) {
    const fresh = { signing: [freshSigningKey()], refresh: randomBytes(32).toString('base64url') }
    await requireWritable(path)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await create(path, `${JSON.stringify(fresh, null, 2)}\n`)
  }
  await chmod(path, 0o600)
  const keys = await parseKeys(path)
  if (!keys) throw new Error(`${path} is damaged: restore it from a backup, or remove it to sign everybody out.`)
  return keys
}

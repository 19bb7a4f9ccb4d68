import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const dist = fileURLToPath(new URL('../../packages/web/dist/', import.meta.url))

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
}

/** The scripts that a first visit loads before anything can be seen, as paths. */
export function firstScripts(): readonly string[] {
  const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8')) as Readonly<Record<string, Chunk>>
  const page = readFileSync(`${dist}index.html`, 'utf8')
  const files = new Set([...page.matchAll(/\s(?:src|href)="\/?([^"]+\.js)"/g)].map((match) => match[1] ?? ''))
  const chunks = new Map(Object.values(manifest).map((chunk) => [chunk.file, chunk]))
  // A Set visits what is added while it is walked, so imports of imports are reached as well.
  for (const file of files) {
    for (const key of chunks.get(file)?.imports ?? []) files.add(manifest[key]?.file ?? '')
  }
  return [...files].map((file) => dist + file)
}

/** Kilobytes (1,000 bytes, gzip) of these scripts. */
export function firstScriptsKB(): number {
  const bytes = firstScripts().map((file) => gzipSync(readFileSync(file), { level: 9 }).length)
  return bytes.reduce((sum, some) => sum + some, 0) / 1000
}

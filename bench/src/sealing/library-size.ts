import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { firstScripts } from '../first-page.ts'

const assets = fileURLToPath(new URL('../../../packages/web/dist/assets/', import.meta.url))

/** The sealing library as the server hands it out (brotli), and whether a first visit mentions it. */
export function librarySize(): { readonly megabytes: number; readonly isLazy: boolean } {
  const name = readdirSync(assets).find((file) => file.endsWith('.wasm'))
  if (name === undefined) throw new Error('The built web app has no WebAssembly in it.')
  const isLazy = firstScripts().every((file) => !readFileSync(file, 'utf8').includes(name))
  return { megabytes: statSync(`${assets}${name}.br`).size / 1e6, isLazy }
}

// What a first visit loads before anything can be seen: the page's script, what it imports at once, and its styles.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { conclude, root } from './house.mjs'

const budgets = { js: 250_000, css: 30_000 }
const dist = join(root, 'packages/web/dist')
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
const page = readFileSync(join(dist, 'index.html'), 'utf8')

const named = [...page.matchAll(/<(?:script|link)\b[^>]*\s(?:src|href)="\/?([^"]+\.(?:js|css))"/g)]
const loaded = new Set(named.map((match) => match[1]))
const chunks = new Map(Object.values(manifest).map((chunk) => [chunk.file, chunk]))

// A Set visits what is added while it is walked, so imports of imports are reached as well.
for (const file of loaded) {
  const chunk = chunks.get(file)
  for (const key of chunk?.imports ?? []) loaded.add(manifest[key].file)
  for (const css of chunk?.css ?? []) loaded.add(css)
}

const sizes = { js: 0, css: 0 }
for (const file of loaded) {
  const kind = file.endsWith('.css') ? 'css' : 'js'
  sizes[kind] += gzipSync(readFileSync(join(dist, file)), { level: 9 }).length
}

const problems = Object.entries(budgets)
  .filter(([kind, budget]) => sizes[kind] > budget)
  .map(([kind, budget]) => `the first page loads ${sizes[kind]} bytes of ${kind} (gzip), more than ${budget}`)
if (sizes.js === 0) problems.push('packages/web/dist/index.html loads no script: is the web client built?')
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`
conclude(problems, `bundle: ${kilobytes(sizes.js)} of scripts, ${kilobytes(sizes.css)} of styles (gzip)`)

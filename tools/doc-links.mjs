// Every relative link in a Markdown file leads to a file that is there, and its anchor to a heading or a line.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { conclude, filesByHand, root } from './house.mjs'

const withoutCode = (text) => text.replace(/^(`{3,}|~{3,}).*\n[\s\S]*?^\1.*$/gm, '').replace(/`[^`\n]*`/g, '')

function linksIn(text) {
  const places = [
    /\]\(\s*<?([^)<>\s]+)>?(?:\s+["'(][^)]*)?\)/g,
    /^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)/gm,
    /<[^>]+\s(?:href|src)="([^"]+)"/g,
  ]
  return places.flatMap((place) => [...withoutCode(text).matchAll(place)].map((match) => match[1]))
}

// The name that code hosts give a heading: lower case, punctuation dropped, spaces to hyphens, repeats numbered.
function anchorsIn(text) {
  const seen = new Map()
  const bare = text.replace(/^(`{3,}|~{3,}).*\n[\s\S]*?^\1.*$/gm, '')
  const headings = [...bare.matchAll(/^#{1,6}\s+(.+?)\s*#*\s*$/gm)].map(([, title]) => {
    const words = title.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*`]/g, '')
    const name = words
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
      .replace(/\s/g, '-')
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    return before === 0 ? name : `${name}-${before}`
  })
  const named = [...bare.matchAll(/<[^>]+\s(?:id|name)="([^"]+)"/g)].map((match) => match[1])
  return new Set([...headings, ...named])
}

function anchorStands(path, anchor) {
  const text = readFileSync(path, 'utf8')
  if (path.endsWith('.md')) return anchorsIn(text).has(anchor)
  const lines = /^L(\d+)(?:-L(\d+))?$/.exec(anchor)
  return lines !== null && Number(lines[2] ?? lines[1]) <= text.split('\n').length
}

function problemWith(file, link) {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(link)) return null
  const [target = '', anchor] = link.split('#')
  const path = target === '' ? join(root, file) : join(root, dirname(file), decodeURIComponent(target))
  if (relative(root, path).startsWith('..')) return `${file}: ${link} leads out of the repository`
  if (!existsSync(path)) return `${file}: ${link} leads nowhere`
  if (!anchor || statSync(path).isDirectory()) return null
  return anchorStands(path, decodeURIComponent(anchor)) ? null : `${file}: ${link} names no heading or line`
}

const files = filesByHand(['.md'])
const links = files.flatMap((file) => linksIn(readFileSync(join(root, file), 'utf8')).map((link) => ({ file, link })))
const problems = links.map(({ file, link }) => problemWith(file, link)).filter((problem) => problem !== null)
conclude(problems, `doc links: ${links.length} links in ${files.length} files`)

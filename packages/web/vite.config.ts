import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rolldown } from 'vite'

/** The one font file worth a request before the first paint. */
function preloadFont(): Plugin {
  return {
    name: 'preload-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const file = Object.keys(bundle ?? {}).find((name) => /geist-latin-wght-normal.*\.woff2$/.test(name))
        if (file === undefined) throw new Error('The build has no geist-latin font to preload.')
        const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: true }
        return [{ tag: 'link', attrs, injectTo: 'head' }]
      },
    },
  }
}

/**
 * What the page needs before its first screen goes into one file: some forty small ones cost a slow processor more than
 * a second of requests alone.
 */
function firstScreen(): (id: string, graph: Rolldown.ChunkingContext) => string | null {
  const first = new Set<string>()
  const isFirst = (id: string, graph: Rolldown.ChunkingContext, seen: Set<string>): boolean => {
    if (first.has(id)) return true
    if (seen.has(id)) return false
    seen.add(id)
    const info = graph.getModuleInfo(id)
    if (!info?.isEntry && !info?.importers.some((importer) => isFirst(importer, graph, seen))) return false
    first.add(id)
    return true
  }
  return (id, graph) => (isFirst(id, graph, new Set()) ? 'first-screen' : null)
}

const behind = { target: process.env['PARLEY_DEV_SERVER'] ?? 'http://localhost:8080', ws: true }

export default defineConfig({
  plugins: [react(), preloadFont()],
  build: {
    manifest: true,
    target: 'es2024',
    // The first browsers with light-dark(), on which the tokens rest.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [{ debugName: 'first screen', name: firstScreen() }] } } },
  },
  worker: { format: 'es' },
  server: {
    proxy: { '/api': behind, '/rtc': behind },
  },
})

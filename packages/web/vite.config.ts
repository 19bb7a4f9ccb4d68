import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

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

export default defineConfig({
  plugins: [react(), preloadFont()],
  build: {
    manifest: true,
    target: 'es2024',
    // The first browsers with light-dark(), on which the tokens rest.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  server: {
    proxy: { '/api': { target: process.env['PARLEY_DEV_SERVER'] ?? 'http://localhost:8080', ws: true } },
  },
})

import type { Client } from '@parley/client'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startDesign } from './design/start.ts'
import { openClient } from './engine/open-client.ts'
import { startRouter } from './route/router.ts'

const place = document.getElementById('root')
if (place === null) throw new Error('The page has no place for the app.')
const root = createRoot(place)

const show = (client: Client | null) =>
  root.render(
    <StrictMode>
      <App client={client} />
    </StrictMode>,
  )

// The engine's worker loads while the page gets ready for its first paint.
const ready = startDesign()
const client = openClient((fault) => {
  reportError(fault)
  void ready.then(() => show(null))
})
await ready
startRouter()
show(client)

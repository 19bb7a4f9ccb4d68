import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startDesign } from './design/start.ts'
import { openClient } from './engine/open-client.ts'
import { startRouter } from './route/router.ts'

const place = document.getElementById('root')
if (place === null) throw new Error('The page has no place for the app.')
const root = createRoot(place)

await startDesign()
startRouter()

const show = (client: Parameters<typeof App>[0]['client']) =>
  root.render(
    <StrictMode>
      <App client={client} />
    </StrictMode>,
  )

show(
  openClient((fault) => {
    reportError(fault)
    show(null)
  }),
)

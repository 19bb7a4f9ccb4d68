import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startDesign } from './design/start.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no place for the app.')

await startDesign()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)

// npm run build: the web client, unless the one that stands was built from the same sources.
import { buildWebClient } from './web-client.mjs'

buildWebClient()

// npm run build: the web client, unless the one that stands was built from the same sources.
import { install } from './bootstrap.mjs'
import { buildWebClient } from './web-client.mjs'

install()
buildWebClient()

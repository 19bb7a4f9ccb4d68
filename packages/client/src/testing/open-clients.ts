import type { Client } from '../client.ts'

/** The clients of towns that have not been closed: what a test that comes to no end leaves behind. */
export const openClients = new Set<Client>()

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { openWrapped } from './browser.ts'
import { Net } from './net.ts'

interface Place {
  readonly number: number
  /** Of the router, as others see it. */
  readonly address: string
  /** Of all servers. */
  readonly server: string
}

/** What a line is like, each way. */
export interface Weather {
  /** Kilobits per second. */
  readonly rate: number
  /** Packets of a hundred that are lost. */
  readonly loss: number
}

/** A port of its own for each other side, drawn at random: what one side learns of it is of no use to another. */
const translation = `
  table ip translation {
    chain leaving { type nat hook postrouting priority 100; oifname "wan" masquerade fully-random; }
  }
  table inet wall {
    chain self { type filter hook input priority 0; iifname "wan" ct state new drop; }
    chain weather { }
    chain blocked { }
    chain through {
      type filter hook forward priority 0; policy drop;
      jump blocked
      jump weather
      iifname "lan" accept
      ct state established,related accept
    }
  }`

/** The page comes from "this machine", which browsers trust with camera and microphone; it leads to the server. */
const loopback = (server: string): string => `
  table ip near {
    chain asked { type nat hook output priority -100; meta l4proto tcp ip daddr 127.0.0.1 dnat to ${server}; }
    chain leaving { type nat hook postrouting priority 100; ip saddr 127.0.0.1 oifname "lan" masquerade; }
  }`

/** Somebody's home: a computer behind a router whose address translation lets nobody in (symmetric, RFC 4787 §4.1). */
export class Home implements AsyncDisposable {
  readonly #computer: Net
  readonly #router: Net
  #folder: string | null = null
  #isNarrow = false

  private constructor(computer: Net, router: Net) {
    this.#computer = computer
    this.#router = router
  }

  static async make(outside: Net, { number, address, server }: Place): Promise<Home> {
    const home = new Home(await Net.make(), await Net.make())
    try {
      await home.#build(outside, { number, address, server })
      return home
    } catch (error) {
      await home[Symbol.asyncDispose]()
      throw error
    }
  }

  /** A browser on the computer. `localhost` is the server there. `flags`: in place of those for cameras that are not real. */
  async browser(flags?: readonly string[]): Promise<Browser> {
    this.#folder ??= await mkdtemp(join(tmpdir(), 'parley-home-'))
    const path = join(this.#folder, 'browser')
    return await openWrapped(async (program) => {
      await writeFile(path, `#!/bin/sh\nexec ${this.#computer.within.join(' ')} ${program} "$@"\n`, { mode: 0o700 })
      return path
    }, flags)
  }

  /** Whether the router lets no UDP through from now on, without a word. */
  async blockUdp(isBlocked: boolean): Promise<void> {
    const rule = isBlocked ? 'add rule inet wall blocked meta l4proto udp counter drop' : ''
    await this.#router.rules(`flush chain inet wall blocked\n${rule}`)
  }

  /** What the line to the outside is like from now on; null: as good as it gets. */
  async setWeather(weather: Weather | null): Promise<void> {
    const rule = weather ? `add rule inet wall weather numgen random mod 100 < ${weather.loss} counter drop` : ''
    await this.#router.rules(`flush chain inet wall weather\n${rule}`)
    if (weather === null && !this.#isNarrow) return
    this.#isNarrow = weather !== null
    for (const end of ['wan', 'lan']) await this.#router.narrow(end, weather?.rate ?? null)
  }

  async #build(outside: Net, { number, address, server }: Place): Promise<void> {
    const [computer, router] = [this.#computer, this.#router]
    await router.cable('wan', outside, `home${number}`)
    await router.address('wan', `${address}/24`)
    await outside.link(`set home${number} master street up`)
    await router.cable('lan', computer, 'lan')
    await router.address('lan', `10.77.${number}.1/24`)
    await computer.address('lan', `10.77.${number}.2/24`)
    await computer.elsewhere(`via 10.77.${number}.1`)
    await router.set('net.ipv4.ip_forward', 1)
    await router.rules(translation)
    await computer.set('net.ipv4.conf.all.route_localnet', 1)
    await computer.rules(loopback(server))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#computer[Symbol.asyncDispose]()
    await this.#router[Symbol.asyncDispose]()
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true })
  }
}

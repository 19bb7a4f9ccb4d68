const hosts = ['localhost', '127.0.0.1', '[::1]']

/** Pages that may talk to the server: its own addresses, and those that the operator named. */
export class Origins {
  readonly #more: readonly string[]
  #all: ReadonlySet<string>

  constructor(more: readonly string[]) {
    this.#more = more
    this.#all = new Set(more)
  }

  /** The port that the server has got. */
  listensOn(port: number): void {
    this.#all = new Set([...hosts.map((host) => `http://${host}:${port}`), ...this.#more])
  }

  all(): readonly string[] {
    return [...this.#all]
  }

  /** A program that is no browser sends none; it has no cookies of a browser either, so there is nothing to forge. */
  isOwn(origin: string | undefined): boolean {
    return origin === undefined || this.#all.has(origin)
  }
}

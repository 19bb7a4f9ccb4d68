/** Who of the people present is in which room, with the rooms' sizes as last seen. */
export class Crowd {
  readonly #rooms = new Map<string, { members: number; readonly users: Set<string> }>()

  enter(room: string, members: number, user: string): void {
    const known = this.#rooms.get(room)
    if (known) {
      known.members = members
      known.users.add(user)
    } else this.#rooms.set(room, { members, users: new Set([user]) })
  }

  exit(room: string, user: string): void {
    const known = this.#rooms.get(room)
    known?.users.delete(user)
    if (known?.users.size === 0) this.#rooms.delete(room)
  }

  in(room: string): ReadonlySet<string> {
    return this.#rooms.get(room)?.users ?? new Set()
  }

  /** Members of a room in which somebody is present; 0 for others. */
  size(room: string): number {
    return this.#rooms.get(room)?.members ?? 0
  }
}

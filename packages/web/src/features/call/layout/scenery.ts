import { type Cell, cell } from '../../../design/cell.ts'
import { type Arrangement, arrange, nobody } from './arrange.ts'
import { nextScene, type SceneInput } from './next-scene.ts'
import { emptyScene, type Layout } from './scene.ts'

const isSame = (one: Arrangement, other: Arrangement): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What stands where on the stage of this tab; it changes only when something has to move. */
export class Scenery {
  readonly #arrangement = cell<Arrangement>(nobody)
  #scene = emptyScene

  get arrangement(): Pick<Cell<Arrangement>, 'get' | 'subscribe'> {
    return this.#arrangement
  }

  /** Which layout the person likes, from what they have asked for. */
  get wish(): Layout {
    return this.#scene.wish
  }

  take(input: SceneInput): void {
    this.#scene = nextScene(this.#scene, input)
    const next = arrange(this.#scene)
    if (!isSame(next, this.#arrangement.get())) this.#arrangement.set(next)
  }
}

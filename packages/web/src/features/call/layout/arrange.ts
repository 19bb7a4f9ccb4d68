import type { Scene } from './scene.ts'
import { isSameSpot, type Spot } from './spot.ts'

/** What stands where on the stage. */
export interface Arrangement {
  /** `two`: one tile fills it. `grid`: tiles of one size. `speaker`: one large, and a strip of others. */
  readonly kind: 'alone' | 'two' | 'grid' | 'speaker'
  /** Every tile to be seen, the large one too, in an order that does not depend on which one that is. */
  readonly spots: readonly Spot[]
  readonly large: Spot | null
  /** What shows where there is room for one tile only. */
  readonly foremost: Spot | null
  /** What has no place now. */
  readonly hidden: readonly Spot[]
  /** Which page of the grid or of the strip shows, from 0 on, of how many. */
  readonly page: number
  readonly pages: number
  readonly pin: Spot | null
}

export const nobody: Arrangement = {
  kind: 'alone',
  spots: [],
  large: null,
  foremost: null,
  hidden: [],
  page: 0,
  pages: 1,
  pin: null,
}

const person = (device: string): Spot => ({ kind: 'person', device })
const screen = (device: string): Spot => ({ kind: 'screen', device })

/** Everything that wants a tile but oneself: screens, the newest first, and then people. */
const wanting = ({ screens, order }: Scene): readonly Spot[] => [
  ...screens.toReversed().map(screen),
  ...order.map(person),
]

const myself = ({ self }: Scene): readonly Spot[] => (self === null ? [] : [{ kind: 'self', device: self }])

/** Who is in the spotlight, unless the person has put that aside. */
const litIn = ({ spotlight, isDimmed }: Scene): string | null => (isDimmed ? null : spotlight)

/** What is pinned, else who is in the spotlight, else the newest screen, else who speaks. */
function foremostOf(scene: Scene): Spot | null {
  const { pin, screens, speaker, order } = scene
  const newest = screens.at(-1)
  const first = speaker ?? order[0]
  const lit = litIn(scene)
  if (pin !== null) return pin
  if (lit !== null) return person(lit)
  if (newest !== undefined) return screen(newest)
  return first === undefined ? null : person(first)
}

/** A page of some spots, and what is not on it. */
function pageOf(all: readonly Spot[], size: number, wanted: number) {
  const pages = Math.max(1, Math.ceil(all.length / size))
  const page = Math.min(wanted, pages - 1)
  const isOn = (at: number): boolean => at >= page * size && at < (page + 1) * size
  return { spots: all.filter((_, at) => isOn(at)), hidden: all.filter((_, at) => !isOn(at)), page, pages }
}

function grid(scene: Scene, foremost: Spot): Arrangement {
  const own = myself(scene)
  const { spots, ...rest } = pageOf(wanting(scene), Math.max(1, scene.fits.page - own.length), scene.page)
  return { kind: 'grid', spots: [...spots, ...own], ...rest, large: null, foremost, pin: scene.pin }
}

function speaker(scene: Scene, large: Spot): Arrangement {
  const own = myself(scene)
  const all = wanting(scene)
  const others = all.filter((spot) => !isSameSpot(spot, large))
  const beside = large.kind === 'self' ? 0 : own.length
  const isAll = others.length + beside <= scene.fits.strip
  // The last place says how many more there are.
  const size = isAll ? Math.max(1, others.length) : Math.max(1, scene.fits.strip - 1 - beside)
  const { spots, ...rest } = pageOf(others, size, scene.page)
  const shown = all.filter((spot) => isSameSpot(spot, large) || spots.includes(spot))
  return { kind: 'speaker', spots: [...shown, ...own], ...rest, large, foremost: large, pin: scene.pin }
}

/**
 * Whether something is large whatever layout the person likes: what they pinned, or a screen or somebody in the spotlight
 * that they have not put aside.
 */
const isForced = (scene: Scene): boolean =>
  scene.pin !== null || litIn(scene) !== null || scene.screens.some((device) => !scene.aside.includes(device))

/** What stands where. */
export function arrange(scene: Scene): Arrangement {
  const { order, screens, wish, pin } = scene
  const foremost = foremostOf(scene)
  if (foremost === null) return nobody
  if (order.length === 1 && screens.length === 0) return { ...nobody, kind: 'two', spots: [foremost], foremost, pin }
  return isForced(scene) || wish === 'speaker' ? speaker(scene, foremost) : grid(scene, foremost)
}

/** Devices of those whose own tile is to be seen. */
export const facesOn = ({ spots }: Arrangement): readonly string[] =>
  spots.filter(({ kind }) => kind !== 'screen').map(({ device }) => device)

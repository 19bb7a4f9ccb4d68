import { type Arrangement, arrange } from './arrange.ts'
import type { Fits } from './fits.ts'
import type { Layout, Scene } from './scene.ts'
import { bringIn, reseat } from './seats.ts'
import { isSameSpot, type Spot } from './spot.ts'

export type SceneInput =
  /** Who else is in the call, in order of coming, and which of them share a screen. */
  | { readonly kind: 'people'; readonly devices: readonly string[]; readonly sharing: readonly string[] }
  /** Who speaks, from now (milliseconds) on. */
  | { readonly kind: 'heard'; readonly speaking: readonly string[]; readonly now: number }
  /** What is kept of the choices of the person. */
  | { readonly kind: 'kept'; readonly wish: Layout; readonly self: string | null }
  /** The person asks for a layout now. */
  | { readonly kind: 'choose'; readonly wish: Layout }
  /** Who of the others is large for everybody. */
  | { readonly kind: 'lit'; readonly device: string | null }
  /** Pressed at a tile: it becomes large, or is so no more. */
  | { readonly kind: 'pin'; readonly spot: Spot }
  | { readonly kind: 'fits'; readonly fits: Fits }
  /** To another page; after the last comes the first. */
  | { readonly kind: 'turn'; readonly by: 1 | -1 }

function people(scene: Scene, devices: readonly string[], sharing: readonly string[]): Scene {
  const { pin, speaker } = scene
  const screens = reseat(scene.screens, sharing)
  const isThere = (device: string): boolean => devices.includes(device)
  const pinnable = pin?.kind === 'screen' ? screens : [...devices, ...(scene.self === null ? [] : [scene.self])]
  const isPinned = pin !== null && pinnable.includes(pin.device)
  return {
    ...scene,
    order: reseat(scene.order, devices),
    screens,
    aside: scene.aside.filter((device) => screens.includes(device)),
    pin: isPinned ? pin : null,
    spotlight: scene.spotlight !== null && isThere(scene.spotlight) ? scene.spotlight : null,
    speaker: speaker !== null && isThere(speaker) ? speaker : null,
    speaking: scene.speaking.filter(isThere),
    heardAt: new Map([...scene.heardAt].filter(([device]) => isThere(device))),
  }
}

/** Whoever does not want to see themselves is not large either. */
function kept(scene: Scene, wish: Layout, self: string | null): Scene {
  const pin = scene.pin?.kind === 'self' && scene.pin.device !== self ? null : scene.pin
  return { ...scene, wish, self, pin }
}

/** Whoever speaks and has no tile gets one. */
function seen(scene: Scene, device: string): Scene {
  const { spots, hidden, large } = arrange(scene)
  if (!hidden.some((spot) => spot.kind === 'person' && spot.device === device)) return scene
  const silent = spots.filter(
    (spot) => spot.kind === 'person' && !isSameSpot(spot, large) && !scene.speaking.includes(spot.device),
  )
  const places = { device, silent: silent.map((spot) => spot.device), heardAt: scene.heardAt }
  return { ...scene, order: bringIn(scene.order, places) }
}

function heard(before: Scene, all: readonly string[], now: number): Scene {
  const speaking = all.filter((device) => before.order.includes(device))
  // Who goes on speaking stays: a word from somebody else does not take the large place.
  const goesOn = before.speaker !== null && speaking.includes(before.speaker)
  const scene = {
    ...before,
    speaking,
    speaker: goesOn ? before.speaker : (speaking[0] ?? before.speaker),
    heardAt: new Map([...before.heardAt, ...[...before.speaking, ...speaking].map((one) => [one, now] as const)]),
  }
  return speaking.reduce(seen, scene)
}

const isLargeByItself = ({ screens, spotlight }: Scene): boolean => screens.length > 0 || spotlight !== null

function changed(scene: Scene, input: SceneInput): Scene {
  switch (input.kind) {
    case 'people':
      return people(scene, input.devices, input.sharing)
    case 'heard':
      return heard(scene, input.speaking, input.now)
    case 'kept':
      return kept(scene, input.wish, input.self)
    case 'choose':
      if (input.wish === 'grid') return { ...scene, wish: 'grid', pin: null, aside: scene.screens, isDimmed: true }
      // What comes back is large by itself, and only as long as it is shared or in the spotlight.
      return { ...scene, wish: isLargeByItself(scene) ? scene.wish : 'speaker', aside: [], isDimmed: false }
    case 'lit':
      if (input.device === scene.spotlight) return scene
      return { ...scene, spotlight: input.device, isDimmed: false }
    case 'pin':
      return { ...scene, pin: isSameSpot(input.spot, scene.pin) ? null : input.spot }
    case 'fits':
      return { ...scene, fits: input.fits }
    case 'turn': {
      const { page, pages } = arrange(scene)
      return { ...scene, page: (page + input.by + pages) % pages }
    }
  }
}

/** What follows from some news. Each layout begins with its first page. */
export function nextScene(before: Scene, input: SceneInput): Scene {
  const after = changed(before, input)
  const kindOf = (scene: Scene): Arrangement['kind'] => arrange(scene).kind
  return kindOf(after) === kindOf(before) ? after : { ...after, page: 0 }
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrange } from './arrange.ts'
import { nextScene, type SceneInput } from './next-scene.ts'
import { emptyScene, type Scene } from './scene.ts'
import { type Spot, spotKey } from './spot.ts'

const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `p${at + 1}`)
const come = (devices: readonly string[], ...sharing: string[]): SceneInput => ({ kind: 'people', devices, sharing })
const pin = (kind: Spot['kind'], device: string): SceneInput => ({ kind: 'pin', spot: { kind, device } })
const heard = (now: number, ...speaking: string[]): SceneInput => ({ kind: 'heard', speaking, now })
const room = (page: number, strip: number): SceneInput => ({ kind: 'fits', fits: { page, strip, isNarrow: false } })
const me: SceneInput = { kind: 'kept', wish: 'grid', self: 'me' }

const after = (...inputs: SceneInput[]): Scene => inputs.reduce(nextScene, emptyScene)
const shown = (scene: Scene): string => arrange(scene).spots.map(spotKey).join(', ')
const large = (scene: Scene): string => {
  const spot = arrange(scene).large
  return spot ? spotKey(spot) : 'nothing'
}
const kind = (scene: Scene): string => arrange(scene).kind

test('one other fills the stage, two stand in a grid with oneself', () => {
  expect(kind(after(me))).toBe('alone')
  expect(arrange(after(me, come(['ada'])))).toMatchObject({ kind: 'two', spots: [{ kind: 'person', device: 'ada' }] })
  expect(kind(after(me, come(['ada', 'bo'])))).toBe('grid')
  expect(shown(after(me, come(['ada', 'bo'])))).toBe('person ada, person bo, self me')
})

test('a screen is large as soon as it is shared, and the layout before comes back after it', () => {
  const shared = after(me, come(['ada', 'bo'], 'bo'))
  expect(kind(shared)).toBe('speaker')
  expect(large(shared)).toBe('screen bo')
  expect(shown(shared)).toBe('screen bo, person ada, person bo, self me')
  expect(kind(nextScene(shared, come(['ada', 'bo'])))).toBe('grid')
  const two = after(me, come(['ada']), come(['ada'], 'ada'))
  expect(shown(two)).toBe('screen ada, person ada, self me')
  expect(kind(nextScene(two, come(['ada'])))).toBe('two')
})

test('of several screens the newest is large, and another one can be chosen', () => {
  const both = after(come(['ada', 'bo', 'cy'], 'cy'), come(['ada', 'bo', 'cy'], 'ada', 'cy'))
  expect(large(both)).toBe('screen ada')
  expect(shown(both)).toContain('screen cy')
  const chosen = nextScene(both, pin('screen', 'cy'))
  expect(large(chosen)).toBe('screen cy')
  expect(large(nextScene(chosen, come(['ada', 'bo', 'cy'], 'ada')))).toBe('screen ada')
})

const light = (device: string | null): SceneInput => ({ kind: 'lit', device })

test('row 76: who is in the spotlight is large before screens and speakers, and after what one has pinned', () => {
  const lit = after(come(['ada', 'bo', 'cy'], 'cy'), light('bo'))
  expect([kind(lit), large(lit)]).toEqual(['speaker', 'person bo'])
  expect(large([heard(1, 'ada'), come(['ada', 'bo', 'cy'], 'cy', 'ada')].reduce(nextScene, lit))).toBe('person bo')
  expect(large(nextScene(lit, pin('screen', 'cy')))).toBe('screen cy')
  expect(large(nextScene(lit, light(null)))).toBe('screen cy')
  expect(large(nextScene(lit, light('ada')))).toBe('person ada')
  expect(large(nextScene(lit, come(['ada', 'cy'])))).toBe('nothing')
})

test('row 76: whoever asks for the grid has it until the spotlight moves on', () => {
  const inGrid = after(come(['ada', 'bo', 'cy']), light('bo'), { kind: 'choose', wish: 'grid' }, light('bo'))
  expect(kind(inGrid)).toBe('grid')
  expect(large(nextScene(inGrid, light('cy')))).toBe('person cy')
  const back = nextScene(inGrid, { kind: 'choose', wish: 'speaker' })
  expect(large(back)).toBe('person bo')
  expect(kind(nextScene(back, light(null)))).toBe('grid')
})

test('who is pinned is large until pressed again, until another one is, or until they go', () => {
  const pinned = after(come(['ada', 'bo', 'cy']), pin('person', 'bo'))
  expect([kind(pinned), large(pinned)]).toEqual(['speaker', 'person bo'])
  expect(kind(nextScene(pinned, pin('person', 'bo')))).toBe('grid')
  expect(large(nextScene(pinned, pin('person', 'cy')))).toBe('person cy')
  expect(large(nextScene(pinned, come(['ada', 'bo', 'cy'], 'ada')))).toBe('person bo')
  const gone = nextScene(pinned, come(['ada', 'cy']))
  expect([kind(gone), arrange(gone).pin]).toEqual(['grid', null])
  expect(arrange(nextScene(gone, come(['ada', 'cy', 'bo']))).pin).toBeNull()
})

test('the tiles keep their order, whichever of them is large', () => {
  const before = after(come(names(4)), pin('person', 'p3'))
  expect(shown(nextScene(before, pin('person', 'p1')))).toBe(shown(before))
})

test('the speaker layout shows who speaks, and a word from somebody else does not take the place', () => {
  const chosen = after(come(['ada', 'bo', 'cy']), { kind: 'choose', wish: 'speaker' })
  expect(large(chosen)).toBe('person ada')
  const bo = nextScene(chosen, heard(1, 'bo'))
  expect(large(bo)).toBe('person bo')
  const both = nextScene(bo, heard(2, 'bo', 'cy'))
  expect(large(both)).toBe('person bo')
  expect(large(nextScene(both, heard(3, 'cy')))).toBe('person cy')
  expect(large(nextScene(bo, heard(3)))).toBe('person bo')
  expect(large(nextScene(bo, come(['ada', 'cy'])))).toBe('person ada')
})

test('who asks for the grid while something is large gets it, and the next screen is large again', () => {
  const grid = after(come(['ada', 'bo'], 'bo'), { kind: 'choose', wish: 'grid' })
  expect([kind(grid), shown(grid)]).toEqual(['grid', 'screen bo, person ada, person bo'])
  const next = nextScene(grid, come(['ada', 'bo'], 'ada', 'bo'))
  expect([kind(next), large(next)]).toEqual(['speaker', 'screen ada'])
  const back = nextScene(grid, { kind: 'choose', wish: 'speaker' })
  expect([kind(back), large(back)]).toEqual(['speaker', 'screen bo'])
  expect(kind(nextScene(back, come(['ada', 'bo'])))).toBe('grid')
  expect(kind(after(come(['ada', 'bo']), pin('person', 'bo'), { kind: 'choose', wish: 'grid' }))).toBe('grid')
})

test('where there is room for one tile, it is what is pinned, a screen, or who speaks', () => {
  const foremost = (scene: Scene): string => spotKey(arrange(scene).foremost ?? { kind: 'self', device: 'nobody' })
  const three = after(come(['ada', 'bo', 'cy']))
  expect(foremost(three)).toBe('person ada')
  expect(foremost(nextScene(three, heard(1, 'cy')))).toBe('person cy')
  const shared = nextScene(three, come(['ada', 'bo', 'cy'], 'bo'))
  expect(foremost(nextScene(shared, heard(1, 'cy')))).toBe('screen bo')
  expect(foremost(nextScene(shared, pin('person', 'cy')))).toBe('person cy')
})

test('a grid has pages, with oneself on each, and after the last comes the first', () => {
  const first = after(me, come(names(60)))
  expect(arrange(first)).toMatchObject({ page: 0, pages: 3 })
  expect(arrange(first).spots).toHaveLength(25)
  const last = [1, 2].reduce((scene) => nextScene(scene, { kind: 'turn', by: 1 }), first)
  expect(arrange(last)).toMatchObject({ page: 2, pages: 3 })
  expect(arrange(last).spots.at(-1)).toEqual({ kind: 'self', device: 'me' })
  expect(arrange(nextScene(last, { kind: 'turn', by: 1 })).page).toBe(0)
  expect(arrange(nextScene(first, { kind: 'turn', by: -1 })).page).toBe(2)
  expect(arrange(nextScene(last, come(names(20))))).toMatchObject({ page: 0, pages: 1 })
})

test('a speaker outside the page takes the place of the longest silent one, and the others stay', () => {
  const scene = after(room(4, 5), come(names(6)), heard(1, 'p1'), heard(2, 'p3'), heard(3, 'p4'), heard(4))
  expect(shown(nextScene(scene, heard(5, 'p6')))).toBe('person p1, person p6, person p3, person p4')
  const talking = nextScene(scene, heard(5, 'p2', 'p1'))
  expect(shown(nextScene(talking, heard(6, 'p2', 'p1', 'p5')))).toBe('person p1, person p2, person p5, person p4')
})

test('one can be large oneself, until one does not want to be seen', () => {
  const pinned = after(me, room(25, 5), come(names(2)), pin('self', 'me'))
  expect([kind(pinned), large(pinned)]).toEqual(['speaker', 'self me'])
  expect(shown(pinned)).toBe('person p1, person p2, self me')
  expect(large(nextScene(pinned, come(names(3))))).toBe('self me')
  // Nobody is twice on the stage: the strip has a place more for the others.
  expect(arrange(nextScene(pinned, come(names(5)))).hidden).toEqual([])
  expect(kind(nextScene(pinned, pin('self', 'me')))).toBe('grid')
  const hidden = nextScene(pinned, { kind: 'kept', wish: 'grid', self: null })
  expect([kind(hidden), arrange(hidden).pin]).toEqual(['grid', null])
})

test('a strip has so many places, of which the last says how many more there are', () => {
  const full = after(me, room(25, 5), come(names(5)), pin('person', 'p1'))
  expect(arrange(full).hidden).toEqual([])
  const more = nextScene(full, come(names(10)))
  expect(shown(more)).toBe('person p1, person p2, person p3, person p4, self me')
  expect(arrange(more).hidden.map(({ device }) => device)).toEqual(['p5', 'p6', 'p7', 'p8', 'p9', 'p10'])
  expect(shown(nextScene(more, { kind: 'turn', by: 1 }))).toBe('person p1, person p5, person p6, person p7, self me')
  expect(shown(nextScene(more, heard(1, 'p9')))).toBe('person p1, person p2, person p3, person p9, self me')
})

test('whatever happens, everything has one place on the pages, and what is pinned is large', () => {
  const device = fc.constantFrom(...names(9))
  const some = fc.uniqueArray(device)
  const input: fc.Arbitrary<SceneInput> = fc.oneof(
    fc
      .record({ devices: some, sharing: some })
      .map(({ devices, sharing }) => come(devices, ...sharing.filter((one) => devices.includes(one)))),
    fc.record({ kind: fc.constant('heard' as const), speaking: some, now: fc.nat() }),
    fc.record({ kind: fc.constant('choose' as const), wish: fc.constantFrom('grid' as const, 'speaker' as const) }),
    fc.record({ kind: fc.constant('turn' as const), by: fc.constantFrom(1 as const, -1 as const) }),
    fc
      .record({ page: fc.integer({ min: 1, max: 9 }), strip: fc.integer({ min: 3, max: 5 }) })
      .map((given) => room(given.page, given.strip)),
    fc.constant(me),
  )
  fc.assert(
    fc.property(fc.array(input), fc.nat(), (inputs, chosen) => {
      const scene = after(...inputs)
      const spot = arrange(scene).spots[chosen % 9]
      const end = spot ? nextScene(scene, { kind: 'pin', spot }) : scene
      const { spots, hidden, pages, page, large: biggest } = arrange(end)
      const all = [...spots, ...hidden].map(spotKey)
      const wanted = [
        ...end.screens.map((one) => `screen ${one}`),
        ...end.order.map((one) => `person ${one}`),
        ...(end.self !== null && all.includes(`self ${end.self}`) ? [`self ${end.self}`] : []),
      ]
      expect(all.toSorted()).toEqual(wanted.toSorted())
      expect(page).toBeLessThan(pages)
      if (spot && end.order.length + end.screens.length > 1) expect(biggest).toEqual(spot)
    }),
  )
})

import { setTimeout as sleep } from 'node:timers/promises'
import { incoming, isLive, leave, seesMoving } from '@parley/e2e/call'
import { come, company } from '@parley/e2e/company'
import type { Person } from '@parley/e2e/person'
import { withSfu } from '@parley/server/testing'
import { atMost } from '../bar.ts'
import { dataFolder } from '../data-folder.ts'
import { median } from '../quantile.ts'
import { openCallTown } from './call-town.ts'
import type { Part } from './part.ts'
import { framesOf, gapsBetween, nowAt, watchFrames } from './shown-frames.ts'
import { smallCamera } from './small-camera.ts'
import { until } from './until.ts'

/** A page with small pictures: one processor draws those of all five. */
const small = { viewport: { width: 1000, height: 600 } }
/** Milliseconds of a call in which nobody comes or goes. */
const calm = 5000

/** Somebody who stays, and whom they look at. */
interface Looker {
  readonly person: Person
  readonly sees: string
}

/** A stretch of the passage: from the end of the one before it to this moment, by the clock of each page. */
interface Stretch {
  readonly name: string
  readonly isChange: boolean
  readonly ends: readonly number[]
}

/** Waits until all that a page sends and receives goes one way: the other one has ended. */
async function goes({ person: { page } }: Looker, way: 'Direct' | 'Through the server'): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${way}, \\d+ ms`) }).waitFor()
  await until(async () => (await incoming(page)).peers === 1 || null)
}

/**
 * Two in a call, three, five, and two again. From device to device carries two, so it goes over to the SFU with the third
 * and back ten seconds after the third last has gone. How long do those who stay see nothing new of each other?
 */
export async function passage(): Promise<Part> {
  await using folder = await dataFolder()
  const camera = `--use-file-for-fake-video-capture=${await smallCamera(folder.path)}`
  await using town = await openCallTown({ ...withSfu(), PARLEY_MESH_MOST: '2' }, [camera])
  const [ada, bo] = [await town.person('Ada', small), await town.person('Bo', small)]
  const guests = [
    await town.person('Cy', small),
    await town.person('Dee', small),
    await town.person('Eve', small),
  ] as const
  await company(ada, bo, ...guests)
  const lookers: readonly Looker[] = [
    { person: ada, sees: 'Bo' },
    { person: bo, sees: 'Ada' },
  ]
  for (const { page } of [ada, bo]) await come(page)
  for (const { person, sees } of lookers) await seesMoving(person.page, sees)
  for (const { person, sees } of lookers) await watchFrames(person.page, sees)
  const times = (): Promise<number[]> => Promise.all(lookers.map(({ person }) => nowAt(person.page)))
  const began = await times()
  const stretches: Stretch[] = []
  const stretch = async (name: string, isChange: boolean, what: () => Promise<unknown>): Promise<void> => {
    await what()
    stretches.push({ name, isChange, ends: await times() })
  }
  const enter = async ({ page }: Person): Promise<void> => {
    await come(page)
    await isLive(page)
  }
  const [cy, dee, eve] = guests
  await stretch('two', false, () => sleep(calm))
  await stretch('two to three, over to the SFU', true, async () => {
    await enter(cy)
    for (const looker of lookers) await goes(looker, 'Through the server')
  })
  await stretch('three to five', true, async () => {
    for (const guest of [dee, eve]) await enter(guest)
    await sleep(calm)
  })
  await stretch('five to two, back from the SFU', true, async () => {
    for (const { page } of guests) await leave(page)
    for (const looker of lookers) await goes(looker, 'Direct')
    await sleep(1000)
  })
  await stretch('two again', false, () => sleep(calm))
  const frames = await Promise.all(lookers.map(({ person }) => framesOf(person.page)))
  const gaps = stretches.map(({ ends }, at) =>
    lookers.map((_, who) => {
      const from = (stretches[at - 1]?.ends ?? began)[who] ?? 0
      return gapsBetween(frames[who] ?? [], from, ends[who] ?? 0)
    }),
  )
  const heads = lookers.map(({ person, sees }) => `${person.name} sees ${sees}`)
  return {
    rows: [
      ['ms between two pictures', ...heads.flatMap((head) => [`${head}: median`, 'longest'])],
      ...stretches.map(({ name }, at) => [
        name,
        ...(gaps[at] ?? []).flatMap((all) => [median(all), Math.round(Math.max(...all))]),
      ]),
    ],
    bars: lookers.map(({ person }, who) =>
      atMost(
        `still-${person.name.toLowerCase()}`,
        Math.max(...stretches.flatMap(({ isChange }, at) => (isChange ? (gaps[at]?.[who] ?? []) : []))),
        'ms at most without a new picture, two to three to five to two',
        500,
      ),
    ),
  }
}

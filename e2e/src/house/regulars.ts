import type { BrowserContext } from 'playwright-core'
import { afterEach } from 'vitest'
import { closeProfiles } from './browser.ts'
import type { Person } from './person.ts'
import type { Town } from './town.ts'

/**
 * Somebody who comes to all tests of a file that ask for this name, each time on a new page: to sign up and to make keys
 * takes longer than most tests. Whoever changes their account, devices or settings is a person of their own.
 * @param url where they reach the server
 */
export type Regular = (name: string, url?: string) => Promise<Person>

/** Keeps the regulars of a town. After each test all pages are closed, and everybody else's profile with them. */
export function regularsOf(town: () => Town): Regular {
  const known = new Map<string, Person>()
  const profiles = (): readonly BrowserContext[] => [...known.values()].map(({ page }) => page.context())

  afterEach(async ({ task }) => {
    // Nobody knows what a failure leaves behind.
    if (task.result?.state === 'fail') known.clear()
    const kept = profiles()
    const contexts = town().browser.contexts()
    await closeProfiles(contexts.filter((profile) => !kept.includes(profile)))
    const blank = [...known.values()].map(({ page }) => page)
    const pages = kept.flatMap((profile) => profile.pages()).filter((page) => !blank.includes(page))
    await Promise.all(pages.map((page) => page.close()))
  })

  return async (name, url = town().server.url) => {
    const key = `${name} ${url}`
    let person = known.get(key)
    if (!person) {
      person = await town().person(name, { url })
      // It keeps the profile open, and shows nothing.
      await person.page.goto('about:blank')
      known.set(key, person)
    }
    const there = await person.elsewhere()
    // Not the app yet: a page that asks has to come from the server.
    await there.page.goto(`${url}/api/openapi.json`)
    return there
  }
}

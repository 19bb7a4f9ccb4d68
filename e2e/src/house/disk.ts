import type { Page } from 'playwright-core'

/** How much the browser lets a page's server keep, through the Chrome DevTools Protocol. */
export interface Disk {
  /** Nothing more fits, as if other things had filled the device. */
  fill(): Promise<void>
  /** There is room again. */
  free(): Promise<void>
}

/**
 * The disk under what a person's pages keep of a server; to be opened before they do. The browser looks at what is left
 * from time to time only; so there is little from the beginning, and something else uses that up.
 */
export async function openDisk(page: Page, origin: string, megabytes = 8): Promise<Disk> {
  const chrome = await page.context().newCDPSession(page)
  const allow = async (bytes: number): Promise<void> => {
    await chrome.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes })
  }
  await allow(megabytes * 2 ** 20)
  return {
    async fill() {
      await allow(1)
      await page.evaluate(async () => {
        const done = <T>(request: IDBRequest<T>) =>
          new Promise<T>((resolve, reject) => {
            request.onsuccess = () => resolve(request.result)
            request.onerror = () => reject(request.error)
          })
        const opening = indexedDB.open('ballast')
        opening.onupgradeneeded = () => opening.result.createObjectStore('stones', { autoIncrement: true })
        const db = await done(opening)
        const fits = (bytes: number): Promise<boolean> => {
          const writing = db.transaction('stones', 'readwrite')
          writing.objectStore('stones').add(new Uint8Array(bytes))
          return new Promise((resolve) => {
            writing.oncomplete = () => resolve(true)
            writing.onabort = () => resolve(false)
          })
        }
        for (let bytes = 2 ** 20; bytes > 64; bytes /= 4) while (await fits(bytes));
        db.close()
      })
    },
    async free() {
      await chrome.send('Storage.overrideQuotaForOrigin', { origin })
      await page.evaluate(
        () =>
          new Promise((resolve) => {
            const gone = indexedDB.deleteDatabase('ballast')
            for (const end of ['onsuccess', 'onerror', 'onblocked'] as const) gone[end] = resolve
          }),
      )
    },
  }
}

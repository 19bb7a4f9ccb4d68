/** The text of the field when a message comes back that could not be kept: before whatever was written since. */
export const givenBack = (back: string, written: string): string =>
  written.trim() === '' ? back : `${back}\n${written}`

/** Prints a time next to the bar it is held to. Tests wait for conditions; `npm run bench:web` judges times. */
export function figure(what: string, milliseconds: number, bar: number): void {
  process.stdout.write(`${what}: ${Math.round(milliseconds)} ms (bar ${bar})\n`)
}

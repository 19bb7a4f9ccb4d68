const began = performance.now()

/** Says how far a run has come, for whoever watches it. */
export function told(line: string): void {
  process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}\n`)
}

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Rgba = readonly [red: number, green: number, blue: number, alpha: number]

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const colour = String.raw`#[0-9a-f]{6}|rgba\([^)]+\)`

function parse(text: string): Rgba {
  const parts =
    text[0] === '#' ? [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16)) : text.match(/[\d.]+/g)
  const [red = 0, green = 0, blue = 0, alpha = 1] = (parts ?? []).map(Number)
  return [red, green, blue, alpha]
}

function tokensOf(theme: 'light' | 'dark'): Map<string, Rgba> {
  const pattern = new RegExp(
    String.raw`--([\w-]+):\s*(?:light-dark\(\s*(${colour}),\s*(${colour})\s*\)|(${colour}))`,
    'gi',
  )
  const found = [...css.matchAll(pattern)].map(([, name = '', light, dark, both]) => {
    return [name, parse((theme === 'light' ? light : dark) ?? both ?? '')] as const
  })
  return new Map(found)
}

function over(top: Rgba, ground: Rgba): Rgba {
  const mix = (at: 0 | 1 | 2) => top[at] * top[3] + ground[at] * (1 - top[3])
  return [mix(0), mix(1), mix(2), 1]
}

function luminance([red, green, blue]: Rgba): number {
  const linear = (value: number) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

function ratio(one: Rgba, other: Rgba): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

interface Pair {
  text: string
  grounds: readonly string[]
  overlays?: readonly string[]
  least: number
}

const surfaces = ['bg-rail', 'bg-side', 'bg-main', 'bg-card', 'bg-pop']
const people = [1, 2, 3, 4, 5, 6, 7, 8].map((at) => `p${at}`)
const words = ['text-1', 'text-2', 'text-3', 'accent-text']
const states = ['verified', 'warning', 'danger', 'live', 'info']
const shapes = ['focus', 'line-control', 'speaking', 'presence-online', 'presence-away', 'presence-dnd', 'presence-off']

const pairs: Pair[] = [
  ...[...words, ...states, ...people].map((text) => ({ text, grounds: surfaces, least: 4.5 })),
  ...words.map((text) => ({
    text,
    grounds: ['bg-side', 'bg-main'],
    overlays: ['bg-hover', 'bg-select', 'bg-mention'],
    least: 4.5,
  })),
  ...['text-1', 'text-2'].map((text) => ({ text, grounds: surfaces, overlays: ['bg-active'], least: 4.5 })),
  ...['warning', 'danger', 'verified', 'info'].map((text) => ({
    text,
    grounds: surfaces.slice(1),
    overlays: [`${text}-soft`],
    least: 4.5,
  })),
  { text: 'accent-text', grounds: surfaces.slice(1), overlays: ['accent-soft'], least: 4.5 },
  ...['key', 'str', 'num', 'com', 'fn'].map((kind) => ({ text: `code-${kind}`, grounds: ['bg-card'], least: 4.5 })),
  ...shapes.map((text) => ({ text, grounds: surfaces, least: 3 })),
  { text: 'text-on-accent', grounds: ['accent', 'accent-hover', 'accent-active'], least: 4.5 },
  { text: 'text-on-person', grounds: people, least: 4.5 },
  { text: 'text-on-fill', grounds: ['danger-fill', 'live-fill'], least: 4.5 },
  { text: 'join-fill-text', grounds: ['join-fill'], least: 4.5 },
  ...['stage-text', 'stage-text-2'].map((text) => ({
    text,
    grounds: ['stage-bg', 'stage-tile', 'stage-control'],
    least: 4.5,
  })),
  { text: 'stage-control-off-text', grounds: ['stage-control-off'], least: 4.5 },
  { text: 'qr-module', grounds: ['qr-ground'], least: 7 },
]

describe.each(['dark', 'light'] as const)('row 23: %s tokens', (theme) => {
  const tokens = tokensOf(theme)
  const get = (name: string): Rgba => {
    const found = tokens.get(name)
    if (found === undefined) throw new Error(`There is no token --${name}.`)
    return found
  }

  test.each(pairs)('$text is readable on $grounds $overlays', ({ text, grounds, overlays, least }) => {
    for (const ground of grounds) {
      for (const overlay of overlays ?? [undefined]) {
        const surface = overlay === undefined ? get(ground) : over(get(overlay), get(ground))
        expect(ratio(get(text), surface), `${text} on ${ground} ${overlay ?? ''}`).toBeGreaterThanOrEqual(least)
      }
    }
  })
})

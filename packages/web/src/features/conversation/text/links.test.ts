import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pieces } from './links.ts'

const hrefs = (text: string) => pieces(text).flatMap((piece) => (piece.kind === 'link' ? [piece.href] : []))
const shown = (text: string) => pieces(text).flatMap((piece) => (piece.kind === 'link' ? [piece.text] : []))

describe('addresses', () => {
  test.each([
    ['see https://example.org/a?b=c#d now', ['https://example.org/a?b=c#d']],
    ['https://example.org.', ['https://example.org']],
    ['(https://example.org/a_(b))', ['https://example.org/a_(b)']],
    ['“https://example.org”, he said', ['https://example.org”']],
    ['write to mailto:ada@example.org!', ['mailto:ada@example.org']],
    ['HTTP://EXAMPLE.ORG/Ä', ['HTTP://EXAMPLE.ORG/Ä']],
    ['https://a.example https://b.example', ['https://a.example', 'https://b.example']],
    ['nothing here: example.org', []],
  ])('%s', (text, found) => {
    expect(shown(text)).toEqual(found)
  })

  test('can be parted from words in any script', () => {
    expect(shown('مرحبا https://example.org/مسار نهاية')).toEqual(['https://example.org/مسار'])
  })
})

describe('row 105: what could harm stays words', () => {
  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'xhttps://example.org',
    '[click](javascript:alert(1))',
    'https://bank.example@evil.example/',
    'https://bank.example:pass@evil.example/',
    'https://',
    'mailto:',
    'https://[',
  ])('%s', (text) => {
    expect(hrefs(text).filter((href) => !href.startsWith('mailto:'))).toEqual([])
  })

  test('an address ends before signs that hide or turn it', () => {
    expect(shown('https://example.org/\u202Egpj.exe')).toEqual(['https://example.org/'])
    expect(shown('https://example.org/a\u200Bb')).toEqual(['https://example.org/a'])
  })

  test('whatever is written, it is shown as written, and leads only where it says', () => {
    const sign = fc.constantFrom('https://', 'javascript:', 'mailto:', '@', '(', ')', '.', ' ', '<', '"', '\u202E', 'a')
    const text = fc.array(fc.oneof(sign, fc.string({ maxLength: 4 })), { maxLength: 20 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (written) => {
        const found = pieces(written)
        expect(found.map((piece) => piece.text).join('')).toBe(written)
        for (const href of hrefs(written)) expect(href).toMatch(/^(https?:\/\/|mailto:)/)
      }),
    )
  })

  test('a huge text is parted in time', () => {
    const long = `${'https://a.example/('.repeat(2_000)}${')'.repeat(2_000)}`
    const from = performance.now()
    pieces(long)
    expect(performance.now() - from).toBeLessThan(500)
  })
})

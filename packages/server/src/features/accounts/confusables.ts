/** Letters of other scripts that look like a Latin one in common fonts, folded to lower case (after UTS #39 §4). */
const twins: Readonly<Record<string, string>> = {
  a: 'аαɑ',
  b: 'вьβƅ',
  c: 'сϲς',
  d: 'ԁđɖ',
  e: 'еєεҽ',
  f: 'ƒғ',
  g: 'ɡգց',
  h: 'һнհ',
  i: 'іιıɩ',
  j: 'јϳ',
  k: 'кκҝ',
  l: 'ӏłƚǀ',
  m: 'мμ',
  n: 'пηոռ',
  o: 'оοσօøө',
  p: 'рρ',
  q: 'ԛզ',
  r: 'гɾ',
  s: 'ѕꜱ',
  t: 'тτŧ',
  u: 'иυսʋ',
  v: 'ѵν',
  w: 'ԝωшѡ',
  x: 'хχ×',
  y: 'уүγʏ',
  z: 'ζʐ',
  ss: 'ß',
  ae: 'æ',
  oe: 'œ',
}

const latin = new Map(Object.entries(twins).flatMap(([to, from]) => [...from].map((letter) => [letter, to] as const)))

/** The Latin letters that a text looks like; marks above and below letters are taken off. */
export const looksLike = (text: string): string =>
  [...text.normalize('NFKD').replace(/\p{Mark}/gu, '')].map((letter) => latin.get(letter) ?? letter).join('')

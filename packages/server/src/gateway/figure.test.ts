import { expect, test } from 'vitest'
import { exposition } from './figure.ts'

test('figures read as Prometheus wants them, whatever stands in a label', () => {
  const text = exposition([
    { name: 'a_total', help: 'Two\nlines.', type: 'counter', samples: [{ labels: { why: 'x"\\\n' }, value: 3 }] },
    { name: 'b', help: 'One.', type: 'gauge', samples: [{ value: 1.5 }] },
  ])
  expect(text).toBe(
    [
      '# HELP a_total Two\\nlines.',
      '# TYPE a_total counter',
      'a_total{why="x\\"\\\\\\n"} 3',
      '# HELP b One.',
      '# TYPE b gauge',
      'b 1.5',
      '',
    ].join('\n'),
  )
})

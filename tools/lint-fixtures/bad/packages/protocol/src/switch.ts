// expect: lint/nursery/useExhaustiveSwitchCases
// expect: typescript(switch-exhaustiveness-check)
type Call = { readonly kind: 'idle' } | { readonly kind: 'live' }

export function title(call: Call): string {
  let text = ''
  switch (call.kind) {
    case 'idle':
      text = 'No call'
      break
  }
  return text
}

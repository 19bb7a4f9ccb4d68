type Call = { readonly kind: 'idle' } | { readonly kind: 'live' }

export function title(call: Call): string {
  switch (call.kind) {
    case 'idle':
      return 'No call'
    case 'live':
      return 'In a call'
  }
}

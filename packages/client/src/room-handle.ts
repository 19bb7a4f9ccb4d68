import type { Content } from '@parley/protocol'
import type { Backend, Deed } from './backend.ts'
import type { JumpTarget, RoomHandle } from './client.ts'

/** One room over a backend. */
export function roomOver(backend: Backend, id: string): RoomHandle {
  let opened = 0
  /** What cannot fail, or shows its failure in a readable. */
  const begin = (deed: Deed): void => {
    backend.run(deed).catch(() => undefined)
  }
  const run = async (deed: Deed): Promise<void> => void (await backend.run(deed))

  async function post(content: Content): Promise<string> {
    const message = backend.newId()
    await backend.run({ do: 'post', room: id, id: message, content })
    return message
  }

  return {
    id,
    timeline: backend.readable('timeline', id),
    typing: backend.readable('typing', id),
    marks: backend.readable('marks', id),
    markCounts: backend.readable('markCounts', id),
    members: backend.readable('members', id),
    draft: backend.readable('draft', id),
    open() {
      opened += 1
      if (opened === 1) begin({ do: 'open', room: id })
    },
    close() {
      if (opened === 0) return
      opened -= 1
      if (opened === 0) begin({ do: 'close', room: id })
    },
    loadBefore: () => begin({ do: 'before', room: id }),
    loadAfter: () => begin({ do: 'after', room: id }),
    jumpTo: (target: JumpTarget) => run({ do: 'jump', room: id, target }),
    loadMoreMembers: () => begin({ do: 'more-members', room: id }),
    send: (text) => post({ v: 1, kind: 'text', text }),
    post,
    change: (change) => run({ do: 'change', room: id, change }),
    changedIdentities: async () => (await backend.run({ do: 'changed-identities', room: id })) as readonly string[],
    retry: (message) => run({ do: 'retry', id: message }),
    discard: (message) => run({ do: 'discard', id: message }),
    markRead: (seq) => begin({ do: 'read', room: id, seq }),
    setTyping: (isTyping) => begin({ do: 'typing', room: id, isTyping }),
    setDraft: (text) => begin({ do: 'draft', room: id, text }),
  }
}

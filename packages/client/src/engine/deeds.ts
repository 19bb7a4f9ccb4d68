import { writePlainBody } from '@parley/e2ee'
import {
  type CallInfo,
  type CommandName,
  type Content,
  type InputOf,
  ParleyError,
  type RoomSummary,
} from '@parley/protocol'
import type { Deed } from '../backend.ts'
import { bodyBytes, bodyBytesMost, fitsSealed } from '../outbox/body-size.ts'
import { keysOpened, waitsForKeys } from './keys-first.ts'
import type { Parts } from './parts.ts'
import { askForRoom } from './room-answer.ts'

/** Commands whose answer is a room of mine: it is in the list before the answer is told. */
const givesRoom: readonly CommandName[] = ['rooms.create', 'rooms.direct', 'rooms.join', 'invites.accept']

/** The body as it travels; refuses what no server would take. */
function bodyOf(content: Content, frameBytes: number, isSealed: boolean): string {
  const body = writePlainBody(content)
  if (isSealed ? !fitsSealed(body) : bodyBytes(body) > bodyBytesMost(frameBytes)) throw new ParleyError('too_large')
  if (content.kind === 'text' && content.text === '') throw new ParleyError('bad_request', { path: 'input.text' })
  return body
}

async function post(parts: Parts, { room, id, content }: Extract<Deed, { do: 'post' }>): Promise<void> {
  const body = bodyOf(content, parts.limits.frameBytes, parts.sealing.isSealed(room))
  parts.desks.of(room).notes.sent()
  await parts.sender.write({ room, id, kind: content.kind === 'call' ? 'call' : 'message', body })
}

/**
 * Whoever cannot seal cannot reach the other device either, and must not ring there. A seat in a call that runs is taken
 * at once: after a reload the server keeps it for some seconds only, and the keys may open meanwhile.
 */
async function mayCall({ calls, rooms, sealing }: Parts, name: CommandName, input: unknown): Promise<void> {
  const { callLine, keyring } = sealing
  const all = calls.all.get()
  /** In a room of many somebody with other keys is left out, and does not keep the others from calling. */
  const among = (call: CallInfo | undefined): readonly string[] => call?.participants.map(({ user }) => user) ?? []
  if (name === 'calls.start') {
    const { room } = input as InputOf<'calls.start'>
    if (rooms.get(room)?.kind === 'direct') return await callLine.ready(room)
    return await callLine.ready(room, among(all.find((call) => call.room === room && call.state !== 'ended')))
  }
  if (name !== 'calls.join' || keyring.state.get().kind === 'closed') return
  const known = all.find(({ id }) => id === (input as InputOf<'calls.join'>).call)
  await callLine.ready(known?.room ?? null, known?.isGroup ? among(known) : undefined)
}

async function call(parts: Parts, name: CommandName, input: unknown): Promise<unknown> {
  await mayCall(parts, name, input)
  const take = askForRoom(parts)
  const output: unknown = await parts.call(name, input as InputOf<CommandName>)
  if (givesRoom.includes(name)) take((output as { room: RoomSummary }).room)
  return output
}

/** The unread number falls at once, where it is known what it falls to; the server's answer corrects it. */
async function read(parts: Parts, room: string, seq: number): Promise<void> {
  parts.ownMarks.read(room, seq)
  const summary = parts.rooms.get(room)
  if (summary && seq >= summary.head) return parts.rooms.marked(room, seq, summary.messages)
  const [entry] = await parts.inbox.kept(room, seq + 1, 1)
  if (entry?.seq === seq) parts.rooms.marked(room, seq, entry.messages)
}

function setTyping(parts: Parts, room: string, isTyping: boolean): void {
  const state = parts.session.state.get()
  const isWanted = state.kind === 'signed-in' && state.settings.typing && parts.link.state.get().kind === 'live'
  if (isWanted) parts.desks.of(room).notes.set(isTyping)
}

async function open(parts: Parts, window: string, room: string): Promise<void> {
  void parts.desks.of(room).loadMarks()
  await parts.views.of(window, room).open()
}

/** Does what a window asked for. */
export async function perform(parts: Parts, window: string, deed: Deed): Promise<unknown> {
  const { session, views, sender } = parts
  if (waitsForKeys(parts, deed)) await keysOpened(parts)
  switch (deed.do) {
    case 'call':
      return await call(parts, deed.name, deed.input)
    case 'sign-in':
      return await session.signIn(deed.name, { device: parts.config.device, ...deed.input })
    case 'sign-out':
      return await session.signOut()
    case 'refresh':
      return await session.refresh()
    case 'reconnect':
      return parts.link.reconnect()
    case 'open':
      return await open(parts, window, deed.room)
    case 'close':
      return views.of(window, deed.room).close()
    case 'before':
      return await views.of(window, deed.room).loadBefore()
    case 'after':
      return await views.of(window, deed.room).loadAfter()
    case 'more-members':
      return await parts.desks.of(deed.room).members.more()
    case 'jump':
      return await views.of(window, deed.room).jumpTo(deed.target)
    case 'post':
      return await post(parts, deed)
    case 'make-recovery-key':
      return await parts.sealing.keyring.makeRecoveryKey()
    case 'recover':
      return await parts.sealing.keyring.recover(deed.key)
    case 'take-passkey':
      return await parts.sealing.keyring.takePasskey(deed)
    case 'start-over':
      return await parts.sealing.keyring.startOver()
    case 'verify-own':
      return await parts.sealing.verifying.askOwn(deed.device)
    case 'verify-person':
      return await parts.sealing.verifying.askPerson(deed.user)
    case 'verification-step':
      return await parts.sealing.verifying.step(deed.id, deed.step)
    case 'scan-code':
      return await parts.sealing.verifying.scan(deed.id, deed.code)
    case 'accept-change':
      return await parts.sealing.verifying.acceptChange(deed.user)
    case 'changed-identities':
      return await parts.sealing.changedIdentities(deed.room)
    case 'set-profile':
      return await parts.ownProfile.set(deed.fields)
    case 'signal':
      return await parts.sealing.callLine.send(deed)
    case 'call-code':
      return await parts.sealing.callLine.code(deed.call)
    case 'create':
      return await parts.sealing.deeds.create(deed.room, deed.id)
    case 'make-invite':
      return await parts.sealing.links.make(deed.wish)
    case 'withdraw-invite':
      return await parts.sealing.links.withdraw(deed.invite, deed.room)
    case 'direct':
      return await parts.sealing.deeds.direct(deed.users, deed.id)
    case 'change':
      // What was said before is said to those who were there, under the rules that held.
      await parts.sender.answered(deed.room)
      return await parts.sealing.deeds.change(deed.room, deed.change)
    case 'retry':
      return await sender.retry(deed.id)
    case 'discard':
      return await sender.discard(deed.id)
    case 'read':
      return await read(parts, deed.room, deed.seq)
    case 'typing':
      return setTyping(parts, deed.room, deed.isTyping)
    case 'draft':
      return parts.drafts.set(deed.room, deed.text)
  }
}

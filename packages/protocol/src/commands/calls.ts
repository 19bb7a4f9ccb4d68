import { z } from 'zod'
import { command, inRoom, session, units } from '../command.ts'
import { Id } from '../id.ts'
import { inboxBodyCharacters } from '../limits.ts'
import { CallInfo, IceServer } from '../shapes.ts'

/** By which a path is found. */
const path = { iceServers: z.array(IceServer), relayOnly: z.boolean() }
/**
 * How the media travels: peer to peer, or over a server that forwards it (SFU). Its signalling is that of LiveKit, under
 * `/rtc` of this server; the ticket lets this device in there once, within a minute.
 */
const Route = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mesh'), ...path }),
  z.object({ kind: z.literal('sfu'), ticket: z.string(), ...path }),
])
const Admitted = z.object({ call: CallInfo, route: Route })
const call = { call: Id }

export const startCall = command({
  name: 'calls.start',
  doc: 'Rings the others of a direct message; in another room it opens a call that whoever is there may join. If a call runs or rings there already, it is that one that is joined.',
  who: inRoom('member'),
  cost: units(5),
  input: z.strictObject({ room: Id, media: z.enum(['audio', 'video']) }),
  output: Admitted,
  errors: ['not_a_member', 'forbidden', 'line_busy', 'call_locked', 'unavailable'],
})

export const joinCall = command({
  name: 'calls.join',
  doc: 'Answers a ringing call, or comes back into a live one after a reload.',
  who: session,
  cost: units(3),
  input: z.strictObject(call),
  output: Admitted,
  errors: ['call_ended', 'call_locked', 'not_found', 'unavailable'],
})

export const declineCall = command({
  name: 'calls.decline',
  doc: 'Declines a ringing call on all of my devices, or says that I am in another one.',
  who: session,
  cost: units(2),
  input: z.strictObject({ call: Id, reason: z.enum(['declined', 'busy']) }),
  output: z.object({}),
  errors: ['not_found', 'unavailable'],
})

export const leaveCall = command({
  name: 'calls.leave',
  doc: 'Leaves a call; one of a direct message ends with it, another one with the last who goes. Who ends it is told how long it was, in milliseconds: nobody else can write it down.',
  who: session,
  cost: units(2),
  input: z.strictObject(call),
  output: z.object({ lasted: z.int().min(0).optional() }),
  errors: ['not_found', 'unavailable'],
})

export const renewCall = command({
  name: 'calls.renew',
  doc: 'Keeps the seat of this device: a participation ends 15 s after its last renewal. Goes on with the call if a restart of the server forgot it. Also fresh relay credentials.',
  who: inRoom('member'),
  cost: units(1),
  input: z.strictObject({
    call: Id,
    room: Id,
    media: z.enum(['audio', 'video']),
    /** What carries it at this device: a server that forgot the call goes on with that. */
    carrier: CallInfo.shape.carrier.optional(),
    /** Whether it was locked: so it is again at a server that forgot the call. */
    isLocked: z.boolean().optional(),
    /** Who was large for everybody, likewise. */
    spotlight: Id.optional(),
  }),
  output: Admitted,
  errors: ['not_a_member', 'call_ended', 'not_found', 'unavailable'],
})

export const rerouteCall = command({
  name: 'calls.reroute',
  doc: 'Says that this device finds no path to another one in the call: where there is an SFU the call goes over it, and stays there.',
  who: session,
  cost: units(2),
  input: z.strictObject(call),
  output: z.object({}),
  errors: ['call_ended', 'not_found', 'unavailable'],
})

export const removeFromCall = command({
  name: 'calls.remove',
  doc: 'Takes somebody of lower rank out of a call in a room, at once; they hear by whom (`call_removed`). They may come again, unless it is locked.',
  who: session,
  cost: units(3),
  input: z.strictObject({ call: Id, user: Id }),
  output: z.object({}),
  errors: ['call_ended', 'not_found', 'forbidden', 'unavailable'],
})

export const lockCall = command({
  name: 'calls.lock',
  doc: 'Locks a call in a room, or opens it again, by its moderators. Nobody new may join one that is locked, except moderators; it ends with the call.',
  who: session,
  cost: units(3),
  input: z.strictObject({ call: Id, locked: z.boolean() }),
  output: z.object({}),
  errors: ['call_ended', 'not_found', 'forbidden', 'unavailable'],
})

export const spotlightInCall = command({
  name: 'calls.spotlight',
  doc: 'Makes somebody in a call in a room large for everybody in it, in the place of whoever was, or nobody; by its moderators. It ends when that person leaves. What somebody pinned for themselves stays large for them.',
  who: session,
  cost: units(3),
  input: z.strictObject({ call: Id, user: Id.nullable() }),
  output: z.object({}),
  errors: ['call_ended', 'not_found', 'forbidden', 'unavailable'],
})

export const muteInCall = command({
  name: 'calls.mute',
  doc: 'Asks the device of somebody of lower rank in a call in a room to mute its microphone (`call_muted`). It is a request, and nobody can unmute somebody else.',
  who: session,
  cost: units(3),
  input: z.strictObject({ call: Id, user: Id }),
  output: z.object({}),
  errors: ['call_ended', 'not_found', 'forbidden', 'unavailable'],
})

export const signalCall = command({
  name: 'calls.signal',
  doc: 'Puts a body that is sealed for another device in the same call into its inbox (inside: see `CallSignal`).',
  who: session,
  cost: { bucket: 'signals' },
  input: z.strictObject({ call: Id, device: Id, body: z.string().min(1).max(inboxBodyCharacters) }),
  output: z.object({}),
  errors: ['call_ended', 'not_found', 'inbox_full', 'unavailable'],
})

/**
 * Limits that both sides know. The server may be configured with other numbers for those of `Limits`
 * and says so in `welcome`; the others are part of the protocol.
 */
export interface Limits {
  /** Bytes of one frame or HTTP body. */
  readonly frameBytes: number
  /** Sends of one device that may wait for their acknowledgement. */
  readonly unackedSends: number
  /** Messages per second and user, and how many may come at once. */
  readonly messagesPerSecond: number
  readonly messagesBurst: number
  /** Typing notes per second and user. */
  readonly typingPerSecond: number
  /** Cost units of other commands per second and user (a cheap command costs 1), and the burst. */
  readonly commandsPerSecond: number
  readonly commandsBurst: number
  /** Tries to sign in, register or prove a credential per minute and address. */
  readonly credentialsPerMinute: number
}

export const defaultLimits: Limits = {
  frameBytes: 64 * 1024,
  unackedSends: 32,
  messagesPerSecond: 10,
  messagesBurst: 30,
  typingPerSecond: 5,
  commandsPerSecond: 20,
  commandsBurst: 100,
  credentialsPerMinute: 20,
}

/** Call signals per second and user, and how many may come at once: in a call of fifty one change is told to each. */
export const signalRate = { perSecond: 50, burst: 1000 } as const
/** Messages in doubt that one send can name: as many may be on their way from one device. */
export const laterMost = 64
/** Characters of an opaque body (text, later sealed text): fits a frame with room for its envelope. */
export const bodyCharacters = 40_000
/** Characters of a sealed body for one device: what a frame can carry at all. */
export const inboxBodyCharacters = 64 * 1024
/** Characters of a sealed room's genesis: the identities of 16 people fit well. */
export const genesisCharacters = 8_000
/** Characters of a sealed value that others get beside the log: marks, or a note that somebody types. */
export const signCharacters = 2_000
/** People of a room from before there was sealing: with more it cannot be sealed, since its genesis has to fit a frame. */
export const oldRoomPeople = 400
/** Characters of the genesis of such a room. */
export const oldGenesisCharacters = 50_000
/** Characters of a sealed profile, and of its key sealed for one's own devices: the longest of both fit well. */
export const profileCharacters = 4_000
/** Characters of what people say about themselves, counted as people count them (code points). */
export const profileLimits = { pronouns: 40, about: 280, status: 80 } as const
/** Profiles asked for at once. */
export const profilePage = 50
/** Lines of one page of a membership log. */
export const linesPage = 100
/** Entries of one page of history. */
export const pageEntries = 100
/** Entries per room that a resume carries inline; more are announced as `limited` (C8). */
export const inlineEntries = 500
/** Absence in days after which a resume announces `limited` instead of carrying entries (C8). */
export const inlineDays = 7
/**
 * Milliseconds between heartbeats of the server, until it gives up, and until a client gives up (C12). With the second of
 * the server's look around, twice, and the 5 s for which somebody may be gone unnoticed, a device that vanished without
 * a word is offline within 30 s.
 */
export const heartbeatEvery = 15_000
export const heartbeatAnswer = 7_000
export const silenceIsDeath = 35_000
/** Milliseconds after which a typing mark ends by itself, and between two that a client sends. */
export const typingEnds = 4_500
export const typingEvery = 3_000
/**
 * Rooms with more members show counts instead of presence, and numbers instead of names of readers; in sealed ones nothing
 * is told of either marks or typing, for every member would share a key with every other.
 */
export const presenceMembers = 500
export const markMembers = 100
/** Nesting depth of JSON that the server reads. */
export const jsonDepth = 32
/** The subprotocol of version 1. */
export const subprotocol = 'parley.1'

/** Milliseconds between two reports of one device that count. */
export const reportEvery = 600_000
/** Entries of one reason that one report can count. */
export const reportMost = 1000

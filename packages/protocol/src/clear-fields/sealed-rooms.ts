import { type FieldGroup, of, withRoom } from './field.ts'

export const sealedRooms: FieldGroup = {
  key: 'sealed',
  title: 'Private rooms and direct messages',
  fields: [
    {
      key: 'sealed.text',
      sight: 'sealed',
      what: 'Everything that is written, and the record of calls',
      why: 'It is encrypted on your device and opened on the devices of the members.',
      kept: withRoom,
      columns: of('entries', 'body'),
    },
    {
      key: 'sealed.before',
      sight: 'reads',
      what: 'What was written in a room before it was encrypted',
      why: 'Rooms from before there was encryption are encrypted from a moment on, which stands in them. Name and topic are not kept any more.',
      kept: withRoom,
      columns: of('entries', 'body'),
    },
    {
      key: 'sealed.about',
      sight: 'sealed',
      what: 'Name and topic',
      why: 'They are encrypted in the list of changes that members keep.',
      kept: withRoom,
      columns: of('entries', 'body'),
    },
    {
      key: 'sealed.key-used',
      sight: 'reads',
      what: 'Which key a message was encrypted with, by its number, and how long the encrypted text is',
      why: 'Devices need the number to find the right key.',
      kept: withRoom,
      columns: of('entries', 'body'),
    },
    {
      key: 'sealed.changes',
      sight: 'reads',
      what: 'That somebody was invited, came, left, was removed or got another role',
      why: 'To deliver to the right people. Keys go only to those whom members have let in: the server cannot add anybody.',
      kept: withRoom,
      columns: ['entries.body', 'rooms.lines', ...of('room_lines', 'room n seq')],
    },
    {
      key: 'sealed.history',
      sight: 'reads',
      what: 'Whether new members are given what was written before them, and since when',
      why: 'To give them the encrypted messages. The keys come from members alone, and only if their own list says so.',
      kept: withRoom,
      columns: of('rooms', 'visible_from'),
    },
    {
      key: 'sealed.genesis',
      sight: 'reads',
      what: 'How a room began: by whom, with which people and which public keys, under which rules',
      why: 'Every member checks it, so that nobody can swap the beginning of a room.',
      kept: withRoom,
      columns: of('rooms', 'genesis'),
    },
  ],
}

export const messages: FieldGroup = {
  key: 'messages',
  title: 'Beside every message',
  fields: [
    {
      key: 'messages.sender',
      sight: 'reads',
      what: 'Who sent it, and from which device',
      why: 'To show whose it is, and to take it only from members.',
      kept: withRoom,
      columns: of('entries', 'sender device'),
    },
    {
      key: 'messages.time',
      sight: 'reads',
      what: 'When it was sent',
      why: 'For the time beside it.',
      kept: withRoom,
      columns: of('entries', 'at'),
    },
    {
      key: 'messages.place',
      sight: 'reads',
      what: 'In which room it stands, at which place, and under which number',
      why: 'So that everybody sees one order, and nothing twice.',
      kept: withRoom,
      columns: of('entries', 'room seq id messages'),
    },
    {
      key: 'messages.kind',
      sight: 'reads',
      what: 'Whether it is a message, the record of a call, or somebody coming and going',
      why: 'Only messages count as unread.',
      kept: withRoom,
      columns: of('entries', 'kind'),
    },
  ],
}

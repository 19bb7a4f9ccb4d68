import { type FieldGroup, of, withRoom } from './field.ts'

export const rooms: FieldGroup = {
  key: 'rooms',
  title: 'Every room and direct message',
  fields: [
    {
      key: 'rooms.room',
      sight: 'reads',
      what: 'That a room exists, of which kind, whether it is a voice channel, since when, how much is in it and when it was last used',
      why: 'To keep it, count what is unread, and sort the list.',
      kept: withRoom,
      columns: of('rooms', 'n id kind voice version last_seq messages last_at members created_at'),
    },
    {
      key: 'rooms.members',
      sight: 'reads',
      what: 'Who is in it, who invited whom, since when, with which role, and who has left or was banned',
      why: 'To deliver to the right people, and to keep out everybody else.',
      kept: withRoom,
      columns: ['rooms.direct_key', ...of('members', 'room user role state since invited_by')],
    },
    {
      key: 'rooms.read',
      sight: 'reads',
      what: 'Up to where you have read',
      why: 'So that all your devices show the same unread messages.',
      kept: withRoom,
      columns: of('members', 'read_seq read_messages'),
    },
    {
      key: 'rooms.marks',
      sight: 'reads',
      what: 'In public rooms: up to where each of your devices has received and you have read, as others may see it',
      why: 'For the ticks beside messages. Read marks are kept only while you send them.',
      kept: withRoom,
      columns: of('marks', 'room device user delivered read'),
    },
    {
      key: 'rooms.sealed-marks',
      sight: 'sealed',
      what: 'In private rooms and direct messages: up to where each of your devices has received and you have read',
      why: 'For the ticks beside messages. Only the members open them; the server knows that your device told something.',
      kept: withRoom,
      columns: of('sealed_marks', 'room user device sealed'),
    },
  ],
}

export const publicRooms: FieldGroup = {
  key: 'public',
  title: 'Public rooms',
  fields: [
    {
      key: 'public.about',
      sight: 'reads',
      what: 'Name and topic',
      why: 'Everybody on this server can find a public room.',
      kept: withRoom,
      columns: of('rooms', 'name topic'),
    },
    {
      key: 'public.text',
      sight: 'reads',
      what: 'Everything that is written',
      why: 'Public rooms are not encrypted, and say so.',
      kept: withRoom,
      columns: of('entries', 'body'),
    },
  ],
}

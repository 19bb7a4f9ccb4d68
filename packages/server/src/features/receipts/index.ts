import type { House } from '../../house.ts'
import { listMarks } from './list-marks.ts'
import { MarkNews } from './mark-news.ts'
import { setMarks } from './set-marks.ts'

/** Delivered and read marks: state, not entries; one row for each room and device, the last value wins. */
export function openReceipts(house: House) {
  const news = new MarkNews(house)
  return { handlers: { 'marks.set': setMarks(house, news), 'marks.list': listMarks(house) } }
}

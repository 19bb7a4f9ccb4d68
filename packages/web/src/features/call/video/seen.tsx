import type { PictureFeed } from '@parley/client/calls'
import { useEffect, useRef } from 'react'
import { useDesk } from '../desk/desk-context.ts'

/** Pixels by which a size is rounded up: not each pixel of a moving edge is another wish. */
const step = 160

const rounded = (pixels: number): number => Math.ceil((pixels * devicePixelRatio) / step) * step

/** Says how large a picture of somebody shows in the element around this, and that it does not: what nobody sees need not come. */
export function Seen({ device, feed }: { device: string; feed: PictureFeed }) {
  const { call } = useDesk()
  const element = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const place = element.current?.parentElement
    if (!place) return
    let isInView = true
    const tell = (): void => {
      const isSeen = isInView && !document.hidden && place.clientWidth > 0
      const size = { width: rounded(place.clientWidth), height: rounded(place.clientHeight) }
      call.show(device, feed, isSeen ? size : null)
    }
    const sizes = new ResizeObserver(tell)
    const views = new IntersectionObserver(([entry]) => {
      isInView = entry?.isIntersecting !== false
      tell()
    })
    sizes.observe(place)
    views.observe(place)
    document.addEventListener('visibilitychange', tell)
    return () => {
      sizes.disconnect()
      views.disconnect()
      document.removeEventListener('visibilitychange', tell)
      call.show(device, feed, null)
    }
  }, [call, device, feed])
  return <span ref={element} hidden />
}

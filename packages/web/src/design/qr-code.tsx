import { useEffect, useState } from 'react'
import styles from './qr-code.module.css'
import { qrPath } from './qr-path.ts'
import { Skeleton } from './skeleton.tsx'

interface Drawing {
  text: string
  size: number
  path: string
}

async function draw(text: string): Promise<Drawing> {
  const { create } = await import('qrcode')
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  return { text, size: modules.size, path: qrPath(modules.size, (row, column) => modules.get(row, column) === 1) }
}

/** A code for a camera. The same text stands beside it, for people and screen readers. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [drawing, setDrawing] = useState<Drawing>()
  useEffect(() => {
    let wanted = true
    void draw(text).then((made) => wanted && setDrawing(made))
    return () => {
      wanted = false
    }
  }, [text])
  if (drawing?.text !== text) return <Skeleton kind="block" width="var(--qr)" height="var(--qr)" />
  const edge = 3
  const side = drawing.size + 2 * edge
  return (
    <svg className={styles['code']} viewBox={`${-edge} ${-edge} ${side} ${side}`} role="img" aria-label={label}>
      <path className={styles['modules'] ?? ''} d={drawing.path} shapeRendering="crispEdges" />
    </svg>
  )
}

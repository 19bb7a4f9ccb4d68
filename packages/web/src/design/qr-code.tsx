import { useEffect, useState } from 'react'
import styles from './qr-code.module.css'
import { qrPath } from './qr-path.ts'
import { Skeleton } from './skeleton.tsx'

/** What a code says: a text, or bytes as they are. */
type QrContent = string | Uint8Array

interface Drawing {
  content: QrContent
  size: number
  path: string
}

async function draw(content: QrContent): Promise<Drawing> {
  const { create } = await import('qrcode')
  const said = typeof content === 'string' ? content : [{ data: content, mode: 'byte' as const }]
  const { modules } = create(said, { errorCorrectionLevel: 'M' })
  return { content, size: modules.size, path: qrPath(modules.size, (row, column) => modules.get(row, column) === 1) }
}

/** A code for a camera. What stands beside it says the same to people and screen readers. */
export function QrCode({ content, label }: { content: QrContent; label: string }) {
  const [drawing, setDrawing] = useState<Drawing>()
  useEffect(() => {
    let wanted = true
    void draw(content).then((made) => wanted && setDrawing(made))
    return () => {
      wanted = false
    }
  }, [content])
  if (drawing?.content !== content) return <Skeleton kind="block" width="var(--qr)" height="var(--qr)" />
  const edge = 3
  const side = drawing.size + 2 * edge
  return (
    <svg className={styles['code']} viewBox={`${-edge} ${-edge} ${side} ${side}`} role="img" aria-label={label}>
      <path className={styles['modules'] ?? ''} d={drawing.path} shapeRendering="crispEdges" />
    </svg>
  )
}

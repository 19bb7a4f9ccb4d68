import styles from './wave-art.module.css'

interface Wave {
  path: string
  opacity: number
}

const copper: Wave[] = Array.from({ length: 9 }, (_, at) => {
  const y = (start: number, step: number) => start + step * at
  return {
    path: `M-40 ${y(560, 34)}C120 ${y(515, 32)} 240 ${y(640, 26)} 400 ${y(570, 33)}S640 ${y(520, 36)} 780 ${y(600, 30)}`,
    opacity: 1 - at * 0.1,
  }
})

const verdigris: Wave[] = Array.from({ length: 12 }, (_, at) => {
  const y = (start: number, step: number) => start + step * at
  return {
    path: `M-40 ${y(640, 26)}C160 ${y(600, 24)} 300 ${y(720, 20)} 460 ${y(650, 24)}S680 ${y(600, 28)} 780 ${y(690, 22)}`,
    opacity: 1 - at * 0.07,
  }
})

/** Two voices as waves; fills the positioned box around it and says nothing. */
export function WaveArt() {
  return (
    <svg className={styles['art']} viewBox="0 0 720 900" preserveAspectRatio="xMidYMid slice" aria-hidden>
      <g className={styles['copper']}>
        {copper.map((wave) => (
          <path key={wave.path} d={wave.path} opacity={wave.opacity} />
        ))}
      </g>
      <g className={styles['verdigris']}>
        {verdigris.map((wave) => (
          <path key={wave.path} d={wave.path} opacity={wave.opacity} />
        ))}
      </g>
    </svg>
  )
}

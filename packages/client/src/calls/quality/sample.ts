/** Counters and states of a connection at one moment, out of `getStats` (W3C webrtc-stats). */
export interface Sample {
  /** Milliseconds, monotonic. */
  readonly at: number
  /** Seconds from here to the other and back; null before the first answer. */
  readonly roundTrip: number | null
  readonly path: Path | null
  /** `heard`: samples of sound that came, without what was made up in place of what did not. */
  readonly audio: Incoming & { readonly heard: number }
  /** `framesDropped`: of those that came, since there was no time for them. */
  readonly video: Incoming & {
    readonly width: number
    readonly height: number
    readonly framesReceived: number
    readonly framesDecoded: number
    readonly framesDropped: number
  }
  /** This computer has too little time for a picture that it sends. */
  readonly isShortOfTime: boolean
  /** Of how many pictures one has been decoded: of the camera, of the screen. */
  readonly pictures: number
  readonly bytesSent: number
}

export interface Path {
  /** `relay`: through a TURN server; `sfu`: over one that forwards media, and reached in whatever way. */
  readonly kind: 'direct' | 'relay' | 'sfu'
  /** How the first step leaves this device. */
  readonly protocol: 'udp' | 'tcp' | 'tls'
}

interface Incoming {
  readonly bytes: number
  readonly packets: number
  readonly lost: number
  /** Seconds. */
  readonly jitter: number
}

type Fields = Readonly<Record<string, unknown>>

const number = (fields: Fields | undefined, name: string): number => {
  const value = fields?.[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

const incoming = (fields: Fields | undefined): Incoming => ({
  bytes: number(fields, 'bytesReceived'),
  packets: number(fields, 'packetsReceived'),
  lost: Math.max(0, number(fields, 'packetsLost')),
  jitter: Math.max(0, number(fields, 'jitter')),
})

function pathOf(local: Fields | undefined, remote: Fields | undefined): Path | null {
  if (!local) return null
  const isRelay = local['candidateType'] === 'relay' || remote?.['candidateType'] === 'relay'
  const step = local['relayProtocol'] ?? local['protocol']
  return { kind: isRelay ? 'relay' : 'direct', protocol: step === 'tcp' || step === 'tls' ? step : 'udp' }
}

/** The selected pair: the transport names it, older browsers mark it instead. */
export function selectedPair(all: ReadonlyMap<string, Fields>): Fields | undefined {
  const list = [...all.values()]
  const named = list.find((fields) => fields['type'] === 'transport')?.['selectedCandidatePairId']
  const pairs = list.filter((fields) => fields['type'] === 'candidate-pair')
  return pairs.find((pair) => pair['id'] === named) ?? pairs.find((pair) => pair['nominated'] && pair['selected'])
}

/** Reads a report. What is not there counts as zero. */
export function sampleOf(report: ReadonlyMap<string, unknown>, at: number): Sample {
  const all = report as ReadonlyMap<string, Fields>
  const list = [...all.values()]
  const inbound = (kind: string) =>
    list.find(
      (fields) => fields['type'] === 'inbound-rtp' && fields['kind'] === kind && number(fields, 'bytesReceived'),
    )
  const pair = selectedPair(all)
  const [audio, video] = [inbound('audio'), inbound('video')]
  return {
    at,
    roundTrip: typeof pair?.['currentRoundTripTime'] === 'number' ? pair['currentRoundTripTime'] : null,
    path: pathOf(all.get(String(pair?.['localCandidateId'])), all.get(String(pair?.['remoteCandidateId']))),
    audio: {
      ...incoming(audio),
      heard: Math.max(0, number(audio, 'totalSamplesReceived') - number(audio, 'concealedSamples')),
    },
    video: {
      ...incoming(video),
      width: number(video, 'frameWidth'),
      height: number(video, 'frameHeight'),
      framesReceived: number(video, 'framesReceived'),
      framesDecoded: number(video, 'framesDecoded'),
      framesDropped: number(video, 'framesDropped'),
    },
    isShortOfTime: list.some(
      (fields) => fields['type'] === 'outbound-rtp' && fields['qualityLimitationReason'] === 'cpu',
    ),
    pictures: list.filter((fields) => fields['type'] === 'inbound-rtp' && number(fields, 'framesDecoded') > 0).length,
    bytesSent: number(pair, 'bytesSent'),
  }
}

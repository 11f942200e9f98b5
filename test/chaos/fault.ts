import { chance } from './chance.js'

/** What can go wrong with a call between its caller and a peer. */
export const callFaults = {
  /** The connection is cut before anything is passed on. */
  cutBefore: 0.02,
  /** The peer gets half of the request, then both connections are cut. */
  cutRequest: 0.02,
  /** The peer answers, the caller gets half of it. */
  cutAnswer: 0.02,
  /** The peer answers, the caller gets nothing. */
  cutAfter: 0.02,
  /** The answer comes when the caller's time is up. */
  late: 0.01,
  /** 503 from the proxy; the peer gets nothing. */
  refused: 0.02,
  /** The peer answers, the caller gets the proxy's 502. */
  failed: 0.02,
  /** 404 and a web page from the proxy; the peer gets nothing. */
  notFound: 0.02,
  /** The peer answers, the caller gets 200 and half of the JSON. */
  garbled: 0.01,
} as const

/** What can go wrong with a question for what a peer is: `GET /contract`, `GET /info`. */
export const questionFaults = {
  answered500: 0.04,
  answeredHtml: 0.04,
  halfJson: 0.04,
  cutBefore: 0.03,
  late: 0.01,
} as const

export type Fault = keyof typeof callFaults | keyof typeof questionFaults

/** The fault that a request meets, by the words alone; undefined where it meets none. */
export function faultOf(likely: Partial<Readonly<Record<Fault, number>>>, ...words: readonly (string | number)[]): Fault | undefined {
  let left = chance('fault', ...words)
  for (const [fault, share] of Object.entries(likely)) {
    left -= share
    if (left < 0) return fault as Fault
  }
  return undefined
}

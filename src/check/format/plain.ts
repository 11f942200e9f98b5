import { byVerdict, shownWitness } from '../../diff/format/shown.js'
import type { Problem } from '../problem.js'

/** A problem as lines without any layout, for formats that have their own. */
export const plainLines = ({ problem, breaks, fix, findings = [], output }: Problem): readonly string[] => [
  problem,
  ...byVerdict(findings).flatMap((one) => {
    const witness = shownWitness(one, 2000)
    return [`${one.verdict} ${one.fingerprint}: ${one.sentence}`, ...(witness === undefined ? [] : [`witness: ${witness}`])]
  }),
  ...(output === undefined ? [] : [output]),
  `breaks: ${breaks}`,
  `mend: ${fix}`,
]

import type { z } from 'zod'
import { compareHalf } from '../../src/diff/compare/compare.js'
import type { Finding } from '../../src/diff/compare/finding.js'
import { sidesOf } from '../../src/diff/contract/names.js'
import { partyOf } from '../../src/diff/parser/party.js'

const { request, answer } = sidesOf('runner', '1.0.0', '2.0.0')

/** The findings between two zod schemas of a request or of a response. */
export const compareZod = (older: z.ZodType, newer: z.ZodType, direction: 'request' | 'response'): readonly Finding[] =>
  compareHalf({
    older: partyOf(older),
    newer: partyOf(newer),
    subject: { contract: 'runner', procedure: 'runner.execute', direction },
    names: direction === 'request' ? request : answer,
  })

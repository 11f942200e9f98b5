import { isDeepStrictEqual } from 'node:util'

/** @typedef {import('./interleave.mjs').Contender} Contender */

/** What is sent: a field that is undefined is not. @param {unknown} answer */
const asSent = (answer) => JSON.parse(typeof answer === 'string' ? answer : (JSON.stringify(answer) ?? 'null'))

/** @typedef {{ name: string, status: string, details?: unknown, durationMs?: number, errorMessage?: string, error?: { message: string } }} Result of either version */

/** What an answer says in every version, under one name. @param {unknown} answer */
export const inEveryVersion = (answer) => {
  const { runId, region, results } = /** @type {{ runId?: string, region?: string, results: Result[] }} */ (answer)
  const message = (/** @type {Result} */ { error, errorMessage }) => error?.message ?? errorMessage
  return { runId, region, results: results.map((result) => ({ ...result, errorMessage: message(result), error: undefined })) }
}

/**
 * Refuses to time contenders that do not do the same.
 *
 * @param {readonly Contender[]} contenders
 * @param {(answer: unknown) => unknown} [compared] where versions differ: what they have in common
 */
export async function sameAnswers(contenders, compared = (answer) => answer) {
  const answers = []
  for (const { name, run } of contenders) answers.push({ name, answer: asSent(compared(await run())) })
  const [first, ...others] = answers
  for (const { name, answer } of others) {
    if (isDeepStrictEqual(answer, first?.answer)) continue
    const [one, other] = [answer, first?.answer].map((text) => JSON.stringify(text)?.slice(0, 300))
    throw new Error(`${name} and ${first?.name} do not do the same:\n${one}\n${other}`)
  }
}

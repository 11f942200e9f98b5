import { quotients, spread } from './statistics.mjs'

/**
 * One measured figure. `most` and `least` are what the project asks for; a row without either is printed only.
 * `values` are those of the single rounds.
 *
 * @typedef {{
 *   readonly figure: string
 *   readonly case: string
 *   readonly unit: 'x' | 'µs' | 'ms' | 'bytes' | 'MB' | 'per second'
 *   readonly median: number
 *   readonly low: number
 *   readonly high: number
 *   readonly rounds: number
 *   readonly most?: number
 *   readonly least?: number
 *   readonly values: readonly number[]
 * }} Row
 */

/** @typedef {Pick<Row, 'figure' | 'case' | 'most' | 'least'>} Asked what is asked for */

/** @typedef {import('./interleave.mjs').Timed} Timed */

/** How many times the baseline a contender takes, round by round. @param {Asked} asked @param {Timed} contender @param {Timed} baseline @returns {Row} */
export const overhead = (asked, contender, baseline) => measured(asked, 'x', quotients(contender.micros, baseline.micros))

/** @param {Asked} asked @param {Row['unit']} unit @param {readonly number[]} values @returns {Row} */
export const measured = (asked, unit, values) => ({ ...asked, unit, ...spread(values), values })

/** @param {Row} row */
export const isMet = ({ median, most = Infinity, least = -Infinity }) => median <= most && median >= least

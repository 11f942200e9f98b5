import { holds } from '../formula/holds.js'
import { found, none, type Outcome, unknown } from './outcome.js'
import type { Literal, Run } from './run.js'

interface Interval {
  readonly low: number
  readonly high: number
  readonly lowOpen: boolean
  readonly highOpen: boolean
}

/** How many multiples in a row are looked at. */
const MOST_MULTIPLES = 2_000

export function solveNumber(run: Run, literals: readonly Literal[]): Outcome {
  const interval = literals.reduce(narrowed, { low: -Number.MAX_VALUE, high: Number.MAX_VALUE, lowOpen: false, highOpen: false })
  const fits = (value: number) => Number.isFinite(value) && literals.every(({ formula, positive }) => holds(formula, value) === positive)
  if (interval.low > interval.high || (interval.low === interval.high && (interval.lowOpen || interval.highOpen))) return none
  if (interval.low === interval.high) return fits(interval.low) ? found(interval.low) : none
  const steps = literals.flatMap(({ formula, positive }) => (positive && formula.kind === 'multiple' ? [formula.of] : []))
  const step = commonMultiple(steps)
  if (steps.length === 0) return amongAll(run, interval, fits)
  const unlike = literals.flatMap(({ formula, positive }) => (!positive && formula.kind === 'multiple' ? [formula.of] : []))
  return step === undefined ? unknown('multipleOf with many digits') : amongMultiples(run, interval, step, unlike, fits)
}

function narrowed(interval: Interval, { formula, positive }: Literal): Interval {
  if (formula.kind !== 'bound') return interval
  const isLow = (formula.side === 'min') === positive
  const open = positive ? formula.open : !formula.open
  const { limit } = formula
  if (isLow && (limit > interval.low || (limit === interval.low && open))) return { ...interval, low: limit, lowOpen: open }
  if (!isLow && (limit < interval.high || (limit === interval.high && open))) return { ...interval, high: limit, highOpen: open }
  return interval
}

/** Numbers that people use, and that conditions tend to turn on. */
const usual = [0, 1, -1, 0.5, 2, 3, 5, 10, 12, 20, 50, 100, 255, 1_000, 65_536, 1e6, 1e9, 1e15, -2, -10, -100, -1_000, 0.1, 1.5, 99.9]

/** Between two different numbers lie more than can be excluded one by one. */
function amongAll(run: Run, { low, high }: Interval, fits: (value: number) => boolean): Outcome {
  const from = Math.max(low, Math.min(high, 0) - 1e6)
  const to = Math.min(high, Math.max(low, 0) + 1e6)
  const smallest = [0, 1, -1, 0.5]
  const small = run.random === undefined ? smallest.find(fits) : undefined
  if (small !== undefined) return found(small)
  const near = [0, 1, 0.5, -1, 2, 10, 1.5].flatMap((offset) => [...new Set([low + offset, high - offset])])
  const spread = Array.from({ length: 40 }, (_, index) => from + ((to - from) * (index + 1)) / 41)
  const whole = Array.from({ length: 40 }, (_, index) => Math.ceil(from) + index)
  const far = [low * 2, high * 2, low / 2, high / 2]
  const others = [...new Set([...near, ...far, ...near.map(Math.round), ...spread.map(Math.round), ...spread, ...whole])].filter(Number.isFinite)
  const value = candidatesIn(run, usual, others).find(fits)
  return value === undefined ? unknown('no number of some hundreds fits') : found(value)
}

/** In order; at random, what is usual first or anything. */
function candidatesIn({ random }: Run, known: readonly number[], others: readonly number[]): readonly number[] {
  if (random === undefined) return [...others, ...known]
  return random.int(2) === 0 ? [...random.shuffle(known), ...others] : random.shuffle([...known, ...others])
}

/** What dividing by a step may cost. */
const ROUNDING = 1e-9

function amongMultiples(run: Run, interval: Interval, step: number, unlike: readonly number[], fits: (value: number) => boolean): Outcome {
  const least = Math.ceil(interval.low / step - ROUNDING)
  const to = Math.floor(interval.high / step + ROUNDING)
  const from = Math.max(least, to < 0 ? to - MOST_MULTIPLES : -MOST_MULTIPLES / 2)
  const count = Math.max(0, Math.min(MOST_MULTIPLES, to - from + 1))
  const factors = run.random === undefined ? outward(from, count) : Array.from({ length: 40 }, () => from + run.random!.int(Math.max(1, count)))
  const value = firstFit(factors, step, fits)
  if (value !== undefined) return found(value === 0 ? 0 : value)
  if (run.random !== undefined) return amongMultiples({ ...run, random: undefined }, interval, step, unlike, fits)
  const isWhole = Number.isInteger(step)
  const isAll = to - least < MOST_MULTIPLES
  if (isAll && (isWhole || count === 0)) return none
  if (unlike.some((other) => isSurelyMultiple(step, other))) return none
  return unknown('multipleOf: no number of some thousands fits')
}

/** So many whole numbers from `from` on, those near zero first. */
function* outward(from: number, count: number): Generator<number> {
  const last = from + count - 1
  const start = Math.max(from, Math.min(last, 0))
  for (let distance = 0; distance < count; distance++) {
    if (start + distance <= last) yield start + distance
    if (distance > 0 && start - distance >= from) yield start - distance
  }
}

function firstFit(factors: Iterable<number>, step: number, fits: (value: number) => boolean): number | undefined {
  for (const factor of factors) {
    if (fits(factor * step)) return factor * step
    // the number as people write it can differ in its last bit
    const written = Number((factor * step).toPrecision(15))
    if (fits(written)) return written
  }
  return undefined
}

/** Smallest number that all divide; `undefined` where they have too many digits. */
function commonMultiple(steps: readonly number[]): number | undefined {
  const digits = Math.max(0, ...steps.map((step) => (/e-(\d+)$/.exec(String(step))?.[1] ? 99 : (String(step).split('.')[1]?.length ?? 0))))
  if (digits > 12) return undefined
  const whole = steps.map((step) => BigInt(Math.round(step * 10 ** digits)))
  if (whole.includes(0n)) return undefined
  const common = Number(whole.reduce((sofar, one) => (sofar * one) / greatestDivisor(sofar, one), 1n)) / 10 ** digits
  return Number.isFinite(common) ? common : undefined
}

const greatestDivisor = (one: bigint, other: bigint): bigint => (other === 0n ? one : greatestDivisor(other, one % other))

/** Whether every multiple of `step` is one of `other`, rounding and all: whole numbers, or a power of two apart. */
function isSurelyMultiple(step: number, other: number): boolean {
  const ratio = step / other
  return Number.isInteger(ratio) && ((Number.isInteger(step) && (Number.isInteger(other) || Number.isInteger(Math.log2(other)))) || Number.isInteger(Math.log2(ratio)))
}

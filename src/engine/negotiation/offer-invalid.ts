import { ContractError, type ContractErrorDetails } from '../errors.js'
import { shown } from './shown.js'

/** Whose value is meant: the peer's offer, this side's own, or the floor between them. */
export type OfferSide = ContractErrorDetails['OFFER_INVALID']['side']

// Only the type of an object is told: asking it for a text would run its code.
const described = (value: unknown): string => {
  if (typeof value === 'string') return shown(value)
  if (value === null || ['undefined', 'boolean', 'number'].includes(typeof value)) return String(value)
  return typeof value
}

export const offerInvalid = (side: OfferSide, value: unknown, problem: string) =>
  new ContractError('OFFER_INVALID', { side, value: described(value), problem })

import { describe, expectTypeOf, it } from 'vitest'
import { type ContractErrorCode, isContractError, type Loss } from './errors.js'

declare const error: unknown

describe('a ContractError', () => {
  it('has details that its code tells apart', () => {
    if (!isContractError(error)) return
    expectTypeOf(error.code).toEqualTypeOf<ContractErrorCode>()
    if (error.code === 'LOSSY_CONVERSION') expectTypeOf(error.details.losses).toEqualTypeOf<readonly Loss[]>()
    if (error.code === 'PEER_UNREACHABLE') expectTypeOf(error.details.status).toEqualTypeOf<number | undefined>()
    // @ts-expect-error not every error has losses
    void error.details.losses
  })

  it('can be asked for by its code', () => {
    if (!isContractError(error, 'NO_COMMON_VERSION')) return
    expectTypeOf(error.code).toEqualTypeOf<'NO_COMMON_VERSION'>()
    expectTypeOf(error.details.upgrade).toEqualTypeOf<'peer' | 'self'>()
  })

  it('has no other codes', () => {
    // @ts-expect-error no such code
    isContractError(error, 'SOMETHING_ELSE')
  })
})

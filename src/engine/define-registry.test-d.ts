import { oc } from '@orpc/contract'
import { describe, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { defineRegistry } from './define-registry.js'
import type { Registry } from './registry.js'
import type { Contracts, ContractVersion } from './version.js'

const older = { ping: oc.output(z.string()) }
const newer = oc.prefix('/v2').router({ ping: oc.output(z.number()) })
const versions = [
  { version: '1.0.0', contracts: { shop: older } },
  { version: '2.0.0', contracts: { shop: newer } },
] as const

describe('a registry', () => {
  it('knows the contracts of its latest version by their types', () => {
    const registry = defineRegistry({ name: 'shop', versions, hops: [] })
    expectTypeOf(registry.latest.contracts.shop).toEqualTypeOf<typeof newer>()
    expectTypeOf(registry.latest.contracts.shop).not.toEqualTypeOf<typeof older>()
    expectTypeOf(registry.latest.contracts).not.toHaveProperty('bank')
  })

  it('needs no `as const`', () => {
    const registry = defineRegistry({ name: 'shop', versions: [{ version: '1.0.0', contracts: { shop: older } }], hops: [] })
    expectTypeOf(registry.latest.contracts.shop).toEqualTypeOf<typeof older>()
  })

  it('of versions that are only known as a list has contracts of any name', () => {
    const list: readonly ContractVersion[] = versions
    expectTypeOf(defineRegistry({ name: 'shop', versions: list, hops: [] })).toEqualTypeOf<Registry<Contracts>>()
  })

  it('can be handed to what works for any registry', () => {
    expectTypeOf(defineRegistry({ name: 'shop', versions, hops: [] })).toExtend<Registry>()
  })
})

import type { AnySchema } from '@orpc/contract'
import { expect, it } from 'vitest'
import { parseWith } from './parse.js'

/** A schema of any library, whose promises may be of another realm. */
const slow = (result: object): AnySchema => ({
  '~standard': { version: 1, vendor: 'any', validate: () => ({ then: (resolve: (result: object) => unknown) => Promise.resolve(resolve(result)) }) as never },
})
const refuse = (issues: readonly { readonly message: string }[]) => new Error(issues[0]?.message)

it('waits for whatever a schema promises', async () => {
  expect(await parseWith(slow({ value: 1 }), 2, refuse)).toBe(1)
  await expect(parseWith(slow({ issues: [{ message: 'too late' }] }), 2, refuse)).rejects.toThrow('too late')
})

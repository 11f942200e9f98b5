import { trace } from '@opentelemetry/api'
import { expect, it } from 'vitest'
import { setUpSdk } from '../../test/support/opentelemetry.js'
import { inClientSpan } from './client-span.js'

/** A stream as a link of your own may have it, which notes what is asked of it and within which span. */
function stream(next: () => never) {
  const asked: unknown[] = []
  const note = (what: string) => asked.push([what, trace.getActiveSpan()?.spanContext().spanId])
  const events: AsyncIterableIterator<unknown> = {
    [Symbol.asyncIterator]: () => events,
    next: () => { note('next'); return next() },
    return: async () => { note('return'); return { done: true, value: undefined } },
  }
  return { asked, events }
}

it('a stream that throws at once is asked once, told to stop once, both within the span', async () => {
  const sdk = setUpSdk()
  const { asked, events } = stream(() => { throw new Error('broken off') })
  const read = async () => {
    for await (const _event of await inClientSpan('watch', {}, async () => events)) break
  }
  await expect(read()).rejects.toThrow('broken off')
  const spanId = sdk.spans()[0]?.spanContext().spanId
  expect(asked).toStrictEqual([['next', spanId], ['return', spanId]])
})

it('a stream is the caller’s own where no SDK is set up', async () => {
  const { events } = stream(() => { throw new Error('never asked') })
  expect(await inClientSpan('watch', {}, async () => events)).toBe(events)
})

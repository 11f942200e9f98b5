import { type Attributes, context, type Span, SpanKind, trace } from '@opentelemetry/api'
import { AsyncIteratorClass, isAsyncIteratorObject, setSpanError } from '@orpc/shared'
import { SCOPE } from './names.js'
import { quietly } from './quietly.js'

/**
 * Does work within a span of a call to a peer, which ends when the work does; a stream's ends when it has begun, and what the stream
 * does is within it still. Where no SDK is set up there is no span. What the SDK throws fails nothing.
 */
export function inClientSpan<T>(name: string, attributes: Attributes, work: (span?: Span) => Promise<T>, signal?: AbortSignal): Promise<T> {
  const span = quietly(() => trace.getTracer(SCOPE).startSpan(name, { kind: SpanKind.CLIENT, attributes }))
  // one that is not sampled is valid, and what happens within must know
  if (span === undefined || !quietly(() => trace.isSpanContextValid(span.spanContext()))) return work()
  const end = (error?: unknown) => {
    if (error !== undefined) quietly(() => setSpanError(span, error, signal && { signal }))
    quietly(() => span.end())
  }
  const done = (value: T) => {
    end()
    return isAsyncIteratorObject(value) ? (streamWithin(span, value) as T) : value
  }
  return within(span, () => work(span)).then(done, (error: unknown) => {
    end(error)
    throw error
  })
}

/** Does work, once, whose own spans are children of this one. */
function within<T>(span: Span, work: () => Promise<T>): Promise<T> {
  let working: Promise<T> | undefined
  const begin = () => (working ??= work())
  quietly(() => context.with(trace.setSpan(context.active(), span), begin))
  return begin()
}

/** A stream does its work, such as the calls of an emulated one, as its consumer asks for the next event: elsewhere. */
function streamWithin(span: Span, stream: AsyncIterator<unknown>): AsyncIterator<unknown> {
  return new AsyncIteratorClass(
    () => within(span, async () => stream.next()),
    async () => void (await within(span, async () => stream.return?.())),
  )
}

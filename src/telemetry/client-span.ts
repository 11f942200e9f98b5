import { type Attributes, context, type Span, SpanKind, trace } from '@opentelemetry/api'
import { setSpanError } from '@orpc/shared'
import { SCOPE } from './names.js'
import { quietly } from './quietly.js'

/**
 * Does work within a span of a call to a peer, which ends when the work does; a stream's ends when it has begun. Where no SDK is set
 * up there is no span. What the SDK throws fails nothing.
 */
export function inClientSpan<T>(name: string, attributes: Attributes, work: (span?: Span) => Promise<T>, signal?: AbortSignal): Promise<T> {
  const span = quietly(() => trace.getTracer(SCOPE).startSpan(name, { kind: SpanKind.CLIENT, attributes }))
  // one that is not sampled is valid, and what happens within must know
  if (span === undefined || !quietly(() => trace.isSpanContextValid(span.spanContext()))) return work()
  let working: Promise<T> | undefined
  const begin = () => (working ??= work(span))
  quietly(() => context.with(trace.setSpan(context.active(), span), begin))
  const end = (error?: unknown) => quietly(() => {
    if (error !== undefined) setSpanError(span, error, signal && { signal })
    span.end()
  })
  const done = (value: T) => {
    end()
    return value
  }
  return begin().then(done, (error: unknown) => {
    end(error)
    throw error
  })
}

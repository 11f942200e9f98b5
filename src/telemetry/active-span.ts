import { type Attributes, trace } from '@opentelemetry/api'
import { quietly } from './quietly.js'

/** Says more of the span that is active, such as that of the HTTP server. */
export function describeActiveSpan(attributes: Attributes): void {
  quietly(() => trace.getActiveSpan()?.setAttributes(attributes))
}

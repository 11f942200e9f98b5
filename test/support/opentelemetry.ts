import { context, metrics, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { onTestFinished } from 'vitest'

/** `{ version: '1.0.0', … }`: attributes without what all of ours begin with. */
type Short = Readonly<Record<string, unknown>>

const short = (attributes: Short): Short =>
  Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key.replace('runners.contracts.', ''), value]))

/** A real SDK for the rest of the test that calls it, set up after our modules were loaded. */
export function setUpSdk() {
  const spans = new InMemorySpanExporter()
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 2 ** 30 })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }))
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }))
  onTestFinished(() => {
    for (const api of [context, trace, metrics]) api.disable()
    return reader.shutdown()
  })
  return {
    /** Ended spans in the order in which they ended. */
    spans: () => spans.getFinishedSpans(),
    named: (name: string) => spans.getFinishedSpans().filter((span) => span.name === name).map((span) => ({ span, attributes: short(span.attributes) })),
    /** `['client.calls', 1, { version, … }, '{call}']` for each counter and set of attributes. */
    counted: async () => {
      exporter.reset()
      await reader.forceFlush()
      const found = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
      return found.flatMap(({ descriptor: { name, unit }, dataPoints }) =>
        dataPoints.map(({ value, attributes }) => [name.replace('runners.contracts.', ''), value, short(attributes), unit] as const),
      )
    },
  }
}

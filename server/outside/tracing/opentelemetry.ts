import { DiagLogLevel, ROOT_CONTEXT, SpanKind, SpanStatusCode, diag, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import type { Log } from '../log.ts'
import type { Span, Tracer } from './tracing.ts'

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
}

/**
 * Sends spans as OTLP, JSON over HTTP, to the endpoint of the standard variables (`OTEL_EXPORTER_OTLP_ENDPOINT`, …). The
 * official packages also read name, sampler, headers, limits and intervals from such variables. Loaded only by a process
 * that is told to trace (ADR 116).
 */
export function openTelemetry(log: Log): Tracer {
  const warn = (message: string) => log.warn({ detail: message.slice(0, 300) }, 'traces could not be sent')
  const ignore = () => undefined
  diag.setLogger({ error: warn, warn, info: ignore, debug: ignore, verbose: ignore }, DiagLogLevel.WARN)
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'startup-street' }))
    .merge(detectResources({ detectors: [envDetector] }))
  const spanProcessors = [new BatchSpanProcessor(new OTLPTraceExporter())]
  const provider = new BasicTracerProvider({ resource, spanProcessors })
  const tracer = provider.getTracer('startup-street')

  return {
    begin(name, { kind, facts = {}, parent }): Span {
      const span = tracer.startSpan(name, { kind: kinds[kind], attributes: facts }, below(parent))
      const { traceId, spanId, traceFlags } = span.spanContext()
      return {
        traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
        end({ name: last, facts: more = {}, error } = {}) {
          if (last) span.updateName(last)
          span.setAttributes(error ? { ...more, 'error.type': error } : more)
          if (error) span.setStatus({ code: SpanStatusCode.ERROR })
          span.end()
        },
      }
    },
    stop: () => provider.shutdown(),
  }
}

/**
 * Returns the context of a parent span. A parent that was stored in the database is remote: whether it is recorded was
 * decided there.
 */
function below(traceparent: string | null | undefined) {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? '') ?? []
  if (!traceId || !spanId || !flags) return ROOT_CONTEXT
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: parseInt(flags, 16), isRemote: true })
}

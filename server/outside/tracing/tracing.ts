import { runWithOrigin, currentOrigin } from '#models/parts/origin.ts'

/**
 * Attributes of a span: words of ours and numbers, under the names of OpenTelemetry's conventions; never what people type,
 * addresses or names.
 */
type Facts = Record<string, string | number>
export type SpanOptions = { kind: 'server' | 'client' | 'producer' | 'consumer' | 'internal'; facts?: Facts }

/** A span that has begun. */
export type Span = {
  /** Id by which child spans refer to it, in the W3C format. */
  traceparent: string
  /** Ends the span. `error` is the kind of the error, never its message, which may quote somebody. */
  end(what?: { name?: string; facts?: Facts; error?: string | undefined }): void
}

/** Writes spans. `parent` is a `traceparent`; without one a new trace begins. */
export type Tracer = {
  begin(name: string, options: SpanOptions & { parent?: string | null | undefined }): Span
  /** Sends the spans that have not been sent yet. */
  stop(): Promise<void>
}

let tracer: Tracer | null = null

/** Sends spans to `by` from here on; null switches tracing off. */
export function useTracer(by: Tracer | null): void {
  tracer = by
}

/** Begins a trace with its first span. Returns null while tracing is off. */
export const beginTrace = (name: string, options: SpanOptions): Span | null => tracer?.begin(name, options) ?? null

/** Begins a child of the current span, or a trace. Returns null while tracing is off, and outside of requests and jobs. */
function beginSpan(name: string, options: SpanOptions): Span | null {
  if (!tracer) return null
  const origin = currentOrigin()
  return origin ? tracer.begin(name, { ...options, parent: origin.traceparent }) : null
}

/**
 * Begins a child of the current span. Returns null outside a trace, so that queries of the process itself make no traces.
 */
export const beginChild = (name: string, options: SpanOptions): Span | null =>
  currentOrigin()?.traceparent ? beginSpan(name, options) : null

/**
 * Runs `work` within a span: spans within it are its children, and effects that it leaves continue the trace, even in
 * another process.
 */
export async function traced<Result>(name: string, options: SpanOptions, work: () => Promise<Result>): Promise<Result> {
  const span = beginSpan(name, options)
  if (!span) return work()
  try {
    const result = await runInSpan(span, work)
    span.end()
    return result
  } catch (error) {
    span.end({ error: errorNameOf(error) })
    throw error
  }
}

/** Runs `work` with the span as parent; the caller ends the span. */
function runInSpan<Result>({ traceparent }: Span, work: () => Result): Result {
  const origin = currentOrigin()
  return runWithOrigin(origin && { ...origin, traceparent }, work)
}

const errorNameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)

/** Timeout for a collector that does not answer, in milliseconds: spans it has not received by then are lost. */
const flushTimeoutMs = 2_000

/** Sends the remaining spans before the process ends. */
export async function stopTracing(): Promise<void> {
  const last = tracer
  tracer = null
  if (last) await Promise.race([last.stop(), new Promise(resolve => setTimeout(resolve, flushTimeoutMs).unref())])
}

import { comingFrom, currentOrigin } from '#models/parts/origin.ts'

/** Words of ours and numbers, under the names of OpenTelemetry's conventions; never what people type, addresses or names. */
type Facts = Record<string, string | number>
export type SpanOptions = { kind: 'server' | 'client' | 'producer' | 'consumer' | 'internal'; facts?: Facts }

/** A piece of work that has begun. */
export type Span = {
  /** By which spans below it name it, as W3C writes it. */
  traceparent: string
  /** `error`: the kind of it, never its message, which may quote somebody. */
  end(what?: { name?: string; facts?: Facts; error?: string | undefined }): void
}

/** What writes spans. `parent` is a `traceparent`; without one a trace begins. */
export type Tracer = {
  begin(name: string, options: SpanOptions & { parent?: string | null | undefined }): Span
  /** Sends what has not been sent yet. */
  stop(): Promise<void>
}

let tracer: Tracer | null = null

/** From here on spans go to `by`; null: there are none, and nothing is done for them. */
export function traceBy(by: Tracer | null): void {
  tracer = by
}

/** Begins a trace with its first span. Null while nothing is traced. */
export const beginTrace = (name: string, options: SpanOptions): Span | null => tracer?.begin(name, options) ?? null

/** Begins a span below the present one, or a trace. Null while nothing is traced, and outside of requests and jobs. */
function beginSpan(name: string, options: SpanOptions): Span | null {
  if (!tracer) return null
  const origin = currentOrigin()
  return origin ? tracer.begin(name, { ...options, parent: origin.traceparent }) : null
}

/** Begins a span below the present one; outside a trace there is none, so that what a process asks by itself makes no traces. */
export const beginChild = (name: string, options: SpanOptions): Span | null =>
  currentOrigin()?.traceparent ? beginSpan(name, options) : null

/** Does `work` within a span: what it does is below it, and what it leaves to be done goes on with the trace, also elsewhere. */
export async function traced<Result>(name: string, options: SpanOptions, work: () => Promise<Result>): Promise<Result> {
  const span = beginSpan(name, options)
  if (!span) return work()
  try {
    const result = await withinSpan(span, work)
    span.end()
    return result
  } catch (error) {
    span.end({ error: kindOf(error) })
    throw error
  }
}

/** Does `work` below a span that somebody else ends. */
function withinSpan<Result>({ traceparent }: Span, work: () => Result): Result {
  const origin = currentOrigin()
  return comingFrom(origin && { ...origin, traceparent }, work)
}

const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)

/** Nobody waits longer for a collector that does not answer: what it has not got by then is lost. */
const lastMs = 2_000

/** Sends what has not been sent yet, before the process ends. */
export async function stopTracing(): Promise<void> {
  const last = tracer
  tracer = null
  if (last) await Promise.race([last.stop(), new Promise(resolve => setTimeout(resolve, lastMs).unref())])
}

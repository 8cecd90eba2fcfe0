import { pino, type Logger, type LoggerOptions } from 'pino'
import { currentOrigin, type Origin } from '#models/parts/origin.ts'

export type Log = Logger

/** A line carries the id of the request, or turn of a job, that it belongs to, in whichever process it is written. */
export const linesWithOrigin = {
  log: fields => {
    const origin = currentOrigin()
    return origin ? { reqId: origin.requestId, ...traceOf(origin), ...fields } : fields
  },
} satisfies LoggerOptions['formatters']

/** For lines that have their id already. */
export const linesWithTrace = {
  log: fields => ({ ...traceOf(currentOrigin()), ...fields }),
} satisfies LoggerOptions['formatters']

/** Under the names that OpenTelemetry gives them. */
function traceOf(origin: Origin | undefined) {
  const [, traceId, spanId] = origin?.traceparent?.split('-') ?? []
  return traceId ? { trace_id: traceId, span_id: spanId } : {}
}

/** JSON lines on standard output. Field names that could carry a secret are masked whatever logs them. */
export async function createLog(level: string): Promise<Log> {
  // pino asks for the source of each of its callers, and Node would read their source maps for it: 0.1 s of a start.
  await Promise.resolve()
  return pino({
    level,
    formatters: linesWithOrigin,
    redact: {
      paths: ['password', 'token', 'passportNumber', '*.password', '*.token', '*.passportNumber', 'req.headers.cookie'],
      censor: '[masked]',
    },
  })
}

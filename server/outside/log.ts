import { pino, type Logger, type LoggerOptions } from 'pino'
import { currentOrigin, type Origin } from '#models/parts/origin.ts'
import { terminalLine } from './terminal-log.ts'

export type Log = Logger

/**
 * Adds to each line the id of the request or of the turn of a job that it belongs to, in whichever process it is written.
 */
export const linesWithOrigin = {
  log: fields => {
    const origin = currentOrigin()
    return origin ? { reqId: origin.requestId, ...traceOf(origin), ...fields } : fields
  },
} satisfies LoggerOptions['formatters']

/** Adds only the ids of the trace, for lines that have their request id already. */
export const linesWithTrace = {
  log: fields => ({ ...traceOf(currentOrigin()), ...fields }),
} satisfies LoggerOptions['formatters']

/** Returns the ids of the trace, under OpenTelemetry's names. */
function traceOf(origin: Origin | undefined) {
  const [, traceId, spanId] = origin?.traceparent?.split('-') ?? []
  return traceId ? { trace_id: traceId, span_id: spanId } : {}
}

/**
 * Creates a log on standard output: lines of JSON, or short readable ones for somebody at a terminal. Fields whose names
 * suggest a secret are masked, whoever logs them.
 */
export async function createLog(level: string, { atTerminal }: { atTerminal: boolean }): Promise<Log> {
  // pino asks for the source file of each of its callers, and Node would read their source maps for it: 0.1 s of a start.
  // After the await there are no callers.
  await Promise.resolve()
  const options: LoggerOptions = {
    level,
    formatters: linesWithOrigin,
    redact: {
      paths: ['password', 'token', 'passportNumber', '*.password', '*.token', '*.passportNumber', 'req.headers.cookie'],
      censor: '[masked]',
    },
  }
  if (!atTerminal) return pino(options)
  const all = level === 'debug'
  return pino(options, { write: json => void process.stdout.write(terminalLine(json, { all }) ?? '') })
}

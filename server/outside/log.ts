import { pino, type Logger } from 'pino'

export type Log = Logger

/** JSON lines on standard output. Field names that could carry a secret are masked whatever logs them. */
export function createLog(level: string): Log {
  return pino({
    level,
    redact: {
      paths: ['password', 'token', 'passportNumber', '*.password', '*.token', '*.passportNumber', 'req.headers.cookie'],
      censor: '[masked]',
    },
  })
}

import { pino } from 'pino'
import { isDatabaseAway, isUnknownHost, messageOf, reasonOf } from '../outside/database/database-away.ts'

/** Prints why a program ends, in words for people, and sets the exit code 1. */
export function reportFailure(error: unknown): void {
  console.error(
    isDatabaseAway(error) && !isUnknownHost(error)
      ? `The database of MONGODB_URI does not answer (${reasonOf(error)}).`
      : messageOf(error),
  )
  if (process.env.LOG_LEVEL === 'debug') pino().error(error)
  process.exitCode = 1
}

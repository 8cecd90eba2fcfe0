import type { WorkKind } from '#models/parts/work-signal.ts'
import type { Log } from '../outside/log.ts'
import type { Services } from '../services.ts'

/** `signal` asks a long job to stop at the next good place, because the process is about to end. */
export type JobContext = { services: Services; log: Log; signal?: AbortSignal }

/** A recurring job of the program. It must be idempotent: it may run twice, late, or in two processes at once. */
export type Job = {
  name: string
  /** Interval between its turns when nothing wakes it, in seconds. */
  everySeconds: number
  /** Due also at each start, which may have given it work: a new key. */
  atStart?: boolean
  /** Kind of work that makes it due at once. */
  wokenBy?: WorkKind
  run(context: JobContext): Promise<void>
}

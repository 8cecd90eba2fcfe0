import type { WorkKind } from '#models/parts/work-signal.ts'
import type { Log } from '../outside/log.ts'
import type { Services } from '../services.ts'

/** `signal` asks a long chore to stop at the next good place: the process is about to end. */
export type JobContext = { services: Services; log: Log; signal?: AbortSignal }

/** A chore of the program. It may run twice, late, or in two processes at once, and must not mind. */
export type Job = {
  name: string
  /** How often it looks by itself. */
  everySeconds: number
  /** What makes it due at once. */
  wokenBy?: WorkKind
  run(context: JobContext): Promise<void>
}

import { randomUUID } from 'node:crypto'
import { runWithOrigin, type Origin } from '#models/parts/origin.ts'
import { onWorkSignal } from '#models/parts/work-signal.ts'
import { runWithAudit, actsOf, type AuditContext } from '../outside/audit.ts'
import type { Log } from '../outside/log.ts'
import { processMetrics, measureDuration } from '../outside/metrics.ts'
import { traced } from '../outside/tracing/tracing.ts'
import type { Job, JobContext } from './job.ts'
import { leases } from './leases.ts'

/**
 * Interval between looks for due jobs, in milliseconds. Other processes leave work or die: one query for all jobs finds
 * both.
 */
const pollEveryMs = 4_000
/** Delay before jobs are woken, in milliseconds: writes close together wake them together. */
const wakeAfterMs = 50

/**
 * Asks running jobs to stop and waits for them, at most `patienceMs` milliseconds. What still runs then is given back to
 * others.
 */
export type StopJobs = (patienceMs?: number) => Promise<void>

/**
 * `atOnce` makes all jobs due now: the product's clock was moved ahead, and what is due by it must not wait for the
 * machine's clock.
 */
type Options = {
  atOnce?: boolean
  /** Aborted when the process is told to end: no job is started after that. */
  leaving?: AbortSignal
}

/**
 * Runs the jobs when they are due or woken. Several workers share the work through leases. Returns a function that stops it.
 */
export async function startJobs(
  jobs: readonly Job[],
  context: JobContext,
  { atOnce = false, leaving }: Options = {},
): Promise<StopJobs> {
  const stopping = new AbortController()
  const ending = leaving ? AbortSignal.any([stopping.signal, leaving]) : stopping.signal
  const running = new Map<string, Promise<void>>()
  const isLogged = createErrorLogger(context.log, ending)

  let lookedAt = Date.now()

  /** Starts the due jobs that do not run in this process yet. */
  async function startDueJobs(): Promise<void> {
    if (ending.aborted) return
    // The clock was set back: jobs that are due by the old time would wait for that long again.
    if (Date.now() < lookedAt) await leases.know(jobs)
    lookedAt = Date.now()
    const idle = jobs.filter(({ name }) => !running.has(name))
    const due = await leases.due(idle.map(({ name }) => name))
    for (const job of idle) if (due.includes(job.name) && !running.has(job.name)) startJob(job)
  }

  function startJob(job: Job): void {
    const run = isLogged(async () => {
      const work = () => runOne(job, { ...context, signal: ending })
      while (!ending.aborted && (await leases.holding(job.name, job.everySeconds, work)));
    })
    running.set(job.name, run)
    void run.then(() => running.delete(job.name))
  }

  await leases.know(jobs)
  if (atOnce) await leases.wake(jobs.map(({ name }) => name))
  const stopWaking = relayWakes(jobs, context.log, () => void pollNow())
  let looked = Promise.resolve()
  const pollNow = () => (looked = looked.then(() => isLogged(startDueJobs)))
  const asking = setInterval(() => void pollNow(), pollEveryMs)
  await pollNow()
  return async patienceMs => {
    stopping.abort()
    clearInterval(asking)
    await stopWaking()
    await looked
    await waitAtMost(patienceMs, Promise.all(running.values()))
    if (running.size > 0) await leases.giveBack([...running.keys()])
  }
}

/** Waits for `work`, at most `ms` milliseconds; without `ms` as long as it takes. */
async function waitAtMost(ms: number | undefined, work: Promise<unknown>): Promise<void> {
  if (ms === undefined) await work
  else await Promise.race([work, new Promise(resolve => setTimeout(resolve, ms).unref())])
}

/** Makes jobs due, for all processes, when writes of this process leave work for them. Returns a function that stops it. */
export function relayWakes(jobs: readonly Job[], log: Log, then: () => void = () => undefined): () => Promise<void> {
  const woken = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const wakeJobs = async () => {
    timer = undefined
    const names = [...woken]
    woken.clear()
    await leases.wake(names)
    then()
  }
  const stop = onWorkSignal(kind => {
    for (const { name, wokenBy } of jobs) if (wokenBy === kind) woken.add(name)
    timer ??= setTimeout(() => {
      wakeJobs().catch((error: unknown) =>
        log.warn({ err: error }, 'chores could not be woken; they look by themselves'),
      )
    }, wakeAfterMs)
  })
  return () => {
    stop()
    clearTimeout(timer)
    return Promise.resolve()
  }
}

/** Runs `work` and logs its error. A database that is away may be back at the next look. */
const createErrorLogger =
  (log: Log, ending: AbortSignal) =>
  async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      if (ending.aborted) log.info({ err: error }, 'job runner was stopped')
      else log.error({ err: error }, 'job runner')
    }
  }

/** Runs a job and logs its failure. The job is tried again at its next turn, and other jobs go on. */
async function runOne(job: Job, context: JobContext): Promise<void> {
  const origin = createOrigin(job)
  try {
    const label = (result: unknown) => ({ job_name: job.name, result: result === 'failed' ? 'failed' : 'done' })
    await measureDuration(processMetrics.jobs, () => runOnce(job, context, origin), label)
    processMetrics.jobFinished.setToCurrentTime({ job_name: job.name })
  } catch (error) {
    runWithOrigin(origin, () => context.log.error({ err: error, job: job.name }, 'job failed'))
  }
}

const createOrigin = ({ name }: Job): Origin => ({ requestId: `${name}-${randomUUID()}` })

/** Runs a job once, as the system. Its changes go into the audit trail, even when it fails midway. */
export async function runOnce(job: Job, context: JobContext, origin = createOrigin(job)): Promise<void> {
  const auditContext: AuditContext = { requestId: origin.requestId, who: { id: null, role: 'system' }, told: [] }
  await runWithOrigin(origin, async () => {
    try {
      const work = () => job.run({ ...context, log: context.log.child({ job: job.name }) })
      await runWithAudit(auditContext, () => traced(`job ${job.name}`, { kind: 'internal' }, work))
    } finally {
      await writeAuditTrail(auditContext, `job ${job.name}`, context)
    }
  })
}

async function writeAuditTrail(
  auditContext: AuditContext,
  route: string,
  { services, log }: JobContext,
): Promise<void> {
  if (auditContext.told.length === 0) return
  try {
    await services.audit.keep(actsOf(auditContext, route))
  } catch (error) {
    log.error({ err: error, job: route }, 'the audit trail was not written')
  }
}

import type { Request, RequestHandler, Response } from 'express'
import { runWithAudit, actsOf, type Act, type AuditContext, type Actor } from '#outside/audit.ts'
import { staffRoles } from '../locals.ts'
import { cleanPath } from '../requests/request-log.ts'
import { subjectOfPath } from './subject-of-path.ts'

/** The store of acts. `intend` is called before a colleague's act, `done` once none of it can be lost. */
type AuditLog = {
  keep(acts: readonly Act[]): Promise<void>
  expect(): void
  intend(act: Pick<Act, 'who' | 'requestId' | 'route'>): Promise<void>
  done(requestId: string): Promise<void>
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
const isStaff = ({ role }: Actor): boolean => (staffRoles as readonly string[]).includes(role)

/**
 * Collects the acts of a request and writes them to the audit trail before the response is sent: all recorded acts, and a
 * generic one for a request of a colleague that recorded none. Must come after the account is known; `whoOf` is for routes
 * with their own keys.
 */
export function auditRequests(trail: AuditLog, whoOf: (res: Response) => Actor = signedInActor): RequestHandler {
  const mayRecord = createRefusalLimit(200)
  return async (req, res, next) => {
    const context: AuditContext = { requestId: req.id as string, who: whoOf(res), told: [] }
    const watched = isStaff(context.who) && !safeMethods.has(req.method)
    const { requestId, who } = context
    if (watched) await trail.intend({ requestId, who, route: `${req.method} ${cleanPath(req.originalUrl)}` })

    let recordedCount = 0
    const recordActs = async () => {
      const told = context.told.splice(0).filter(one => one.outcome !== 'refused' || mayRecord(one.subject.id))
      const acts = actsOf({ ...context, told }, routeOf(req))
      recordedCount += acts.length
      if (acts.length > 0) await trail.keep(acts)
    }
    context.keep = recordActs
    const expectActs = () => trail.expect()
    context.expect = expectActs
    runBeforeEnd(res, () => {
      const silent = !context.idle && recordedCount + context.told.length === 0
      const unsaid = unrecordedActOf(res, context, { watched, silent, mayRecord })
      if (!watched && context.told.length === 0 && !unsaid) return null
      // When all acts were refused, the response must not reveal anything, not even by its duration.
      const late = !watched && context.told.every(({ outcome }) => outcome === 'refused')
      const work = (async () => {
        await recordActs()
        if (unsaid) await trail.keep([unsaid])
        if (watched) await trail.done(requestId)
      })().catch((error: unknown) => req.log.error({ err: error }, 'the audit trail was not written'))
      return late ? null : work
    })
    runWithAudit(context, next)
  }
}

const signedInActor = ({ locals: { account } }: Response): Actor => ({
  id: account?.id ?? null,
  role: account?.role ?? 'visitor',
})

/** Returns the method and the route's pattern without the language, or the path where no route was reached. */
function routeOf(req: Request): string {
  const pattern = (req.route as { path?: unknown } | undefined)?.path
  return `${req.method} ${typeof pattern === 'string' ? pattern : pathOf(req)}`
}

const pathOf = (req: Request): string => cleanPath(req.originalUrl).replace(/^\/(ru|en|zh)(?=\/|$)/, '')

type RecordingState = {
  watched: boolean
  /** Something may have been done, and no act was recorded. */ silent: boolean
  mayRecord: (id: string | null) => boolean
}

/** Returns the act to add for a refusal, a failure, or a success that recorded no act. Null when none is due. */
function unrecordedActOf(
  res: Response,
  context: AuditContext,
  { watched, silent, mayRecord }: RecordingState,
): Act | null {
  const { req, statusCode } = res
  const { who, requestId } = context
  const outcome = outcomeOf(statusCode, silent)
  const due = outcome === 'refused' ? isWorthRecording(req, who) && mayRecord(who.id) : watched
  if (!outcome || !due) return null
  const subject = context.about ?? subjectOfPath(pathOf(req))
  const act = { who, requestId, subject, outcome, route: routeOf(req), last: true }
  if (outcome !== 'refused') return { ...act, action: 'posted' }
  return { ...act, action: 'refused', ...(context.refusal ? { reason: context.refusal } : {}) }
}

/** Returns null for a client error other than 403, and for a success that did nothing or has recorded its acts. */
function outcomeOf(status: number, silent: boolean): Act['outcome'] | null {
  if (status === 403) return 'refused'
  if (status >= 500) return 'failed'
  return silent && status < 400 ? 'done' : null
}

/** Checks whether a refusal is recorded: for staff everywhere, for other signed-in people on staff pages. */
const isWorthRecording = (req: Request, who: Actor): boolean =>
  isStaff(who) || (who.id !== null && /^\/staff(\/|$)/.test(pathOf(req)))

/** Runs `work` once, before the end of the response is sent or when the client has disconnected. Null: nothing to await. */
function runBeforeEnd(res: Response, work: () => Promise<void> | null): void {
  const end = res.end.bind(res) as (...args: unknown[]) => Response
  let ended = false
  const endAfter = (...args: unknown[]): Response => {
    if (ended) return res
    ended = true
    const pending = work()
    if (!pending) return end(...args)
    void pending.then(() => end(...args))
    return res
  }
  res.end = endAfter as typeof res.end
  res.once('close', () => {
    if (ended) return
    ended = true
    void work()
  })
}

const hour = 3_600_000

/**
 * Returns a check that limits the refusals that one process records for one account per hour. Repeated attempts fill the
 * log, not the audit trail.
 */
function createRefusalLimit(limit: number): (id: string | null) => boolean {
  let counts = new Map<string | null, number>()
  let startedAt = 0
  return id => {
    const now = performance.now()
    if (now - startedAt > hour) {
      counts = new Map<string | null, number>()
      startedAt = now
    }
    const count = (counts.get(id) ?? 0) + 1
    counts.set(id, count)
    return count <= limit
  }
}

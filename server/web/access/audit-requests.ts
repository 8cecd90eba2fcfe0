import type { Request, RequestHandler, Response } from 'express'
import { runWithAudit, actsOf, type Act, type AuditContext, type Actor } from '#outside/audit.ts'
import { staffRoles } from '../locals.ts'
import { cleanPath } from '../requests/request-log.ts'
import { subjectOfPath } from './subject-of-path.ts'

/** Where acts are kept. `intend` before a colleague's act, `done` when nothing of it can be lost any more. */
type AuditLog = {
  keep(acts: readonly Act[]): Promise<void>
  expect(): void
  intend(act: Pick<Act, 'who' | 'requestId' | 'route'>): Promise<void>
  done(requestId: string): Promise<void>
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
const isStaff = ({ role }: Actor): boolean => (staffRoles as readonly string[]).includes(role)

/**
 * Opens the list of what the request does, and keeps it in the audit trail before the answer goes out: what was told, and
 * every act of a colleague that nobody told of. Stands where the account is known; `whoOf` for doors that have keys of their own.
 */
export function auditRequests(trail: AuditLog, whoOf: (res: Response) => Actor = signedIn): RequestHandler {
  const mayRecord = refusalsWithin(200)
  return async (req, res, next) => {
    const acting: AuditContext = { requestId: req.id as string, who: whoOf(res), told: [] }
    const watched = isStaff(acting.who) && !safeMethods.has(req.method)
    const { requestId, who } = acting
    if (watched) await trail.intend({ requestId, who, route: `${req.method} ${cleanPath(req.originalUrl)}` })

    let kept = 0
    const keep = async () => {
      const told = acting.told.splice(0).filter(one => one.outcome !== 'refused' || mayRecord(one.subject.id))
      const acts = actsOf({ ...acting, told }, routeOf(req))
      kept += acts.length
      if (acts.length > 0) await trail.keep(acts)
    }
    acting.keep = keep
    acting.expect = () => trail.expect()
    beforeEnd(res, () => {
      const silent = !acting.idle && kept + acting.told.length === 0
      const unsaid = unsaidOf(res, acting, { watched, silent, mayRecord })
      if (!watched && acting.told.length === 0 && !unsaid) return null
      // Of what was turned away the answer tells nothing, not even by the time it takes.
      const late = !watched && acting.told.every(({ outcome }) => outcome === 'refused')
      const work = (async () => {
        await keep()
        if (unsaid) await trail.keep([unsaid])
        if (watched) await trail.done(requestId)
      })().catch((error: unknown) => req.log.error({ err: error }, 'the audit trail was not written'))
      return late ? null : work
    })
    runWithAudit(acting, next)
  }
}

const signedIn = ({ locals: { account } }: Response): Actor => ({
  id: account?.id ?? null,
  role: account?.role ?? 'visitor',
})

/** The pattern of the route, without the language; the path where no route was reached. */
function routeOf(req: Request): string {
  const pattern = (req.route as { path?: unknown } | undefined)?.path
  return `${req.method} ${typeof pattern === 'string' ? pattern : pathOf(req)}`
}

const pathOf = (req: Request): string => cleanPath(req.originalUrl).replace(/^\/(ru|en|zh)(?=\/|$)/, '')

type Silence = {
  watched: boolean
  /** Something was done, and nobody has told of it. */ silent: boolean
  mayRecord: (id: string | null) => boolean
}

/** What has to be said although nobody did: an accepted act, a refusal, a failure. */
function unsaidOf(res: Response, acting: AuditContext, { watched, silent, mayRecord }: Silence): Act | null {
  const { req, statusCode } = res
  const { who, requestId } = acting
  const outcome = outcomeOf(statusCode, silent)
  const due = outcome === 'refused' ? isWorthRecording(req, who) && mayRecord(who.id) : watched
  if (!outcome || !due) return null
  const subject = acting.about ?? subjectOfPath(pathOf(req))
  const act = { who, requestId, subject, outcome, route: routeOf(req), last: true }
  if (outcome !== 'refused') return { ...act, action: 'posted' }
  return { ...act, action: 'refused', ...(acting.refusal ? { reason: acting.refusal } : {}) }
}

/** Null: nothing was done, or it has been told of. */
function outcomeOf(status: number, silent: boolean): Act['outcome'] | null {
  if (status === 403) return 'refused'
  if (status >= 500) return 'failed'
  return silent && status < 400 ? 'done' : null
}

/** Whoever is signed in and knocks where only colleagues may. */
const isWorthRecording = (req: Request, who: Actor): boolean =>
  isStaff(who) || (who.id !== null && /^\/staff(\/|$)/.test(pathOf(req)))

/** Does `work` once, before the last of the answer leaves, or when its reader has left. Null has nothing to wait for. */
function beforeEnd(res: Response, work: () => Promise<void> | null): void {
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
 * At most so many refusals of one account an hour come into the audit trail from one process: whoever hammers at a closed
 * door fills the log, not the trail.
 */
function refusalsWithin(limit: number): (id: string | null) => boolean {
  let counts = new Map<string | null, number>()
  let since = 0
  return id => {
    const now = performance.now()
    if (now - since > hour) {
      counts = new Map<string | null, number>()
      since = now
    }
    const count = (counts.get(id) ?? 0) + 1
    counts.set(id, count)
    return count <= limit
  }
}

import { randomBytes } from 'node:crypto'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import MongoStore from 'connect-mongo'
import session from 'express-session'
import mongoose from 'mongoose'
import { SessionModel } from '#models/accounts/session.ts'
import type { Clock } from '#outside/clock.ts'
import { changeAuditActor, expectAudit, recordAudit } from '#outside/audit.ts'
import { AppError } from '#shared/errors.ts'
import { siteSettings } from '#shared/site-settings.ts'
import { maskedAddress } from '#shared/network.ts'
import { deviceOf } from '#shared/user-agent.ts'
import type { Role, SessionAccount } from '../locals.ts'

type Settings = { secret: string; publicUrl: string }
type Accounts = { forSession(session: SessionFacts): Promise<SessionAccount | null> }
/** Facts in a session: the account, the epoch in which it began, and its handle in lists. */
export type SessionFacts = { id: string; epoch: number; handle: string | null }

const minute = 60_000
const day = 24 * 60 * minute

/** Idle time and maximum age of a session. Staff pages show other people's passports, so their idle time is a setting. */
const sessionLimits = {
  staff: { absoluteMs: 12 * 60 * minute },
  applicant: { idleMs: 7 * day, absoluteMs: 30 * day },
} as const

const limitsOf = (role: Role) =>
  role === 'applicant' ? sessionLimits.applicant : { ...sessionLimits.staff, idleMs: siteSettings().staffIdleMs }

/** `__Host-` binds the cookie to this host over HTTPS; browsers refuse the prefix on plain http. */
const cookieNames = { secure: '__Host-session', plain: 'session' }

const sessionCollection = SessionModel.collection.collectionName

/** Returns the raw value of the session cookie, if the request has one. */
export function sessionCookieOf(req: Request): string | undefined {
  const header = req.get('cookie') ?? ''
  return /(?:^|;\s*)(?:__Host-)?session=([^;]+)/.exec(header)?.[1]
}

/**
 * Sessions in MongoDB. No cookie is set before there is something to store, and a request without a cookie makes no query.
 * The store belongs to a connection: it is created again after a reconnect, and does not exist before the first connection.
 */
export function sessionMiddleware({ secret, publicUrl }: Settings): RequestHandler {
  const secure = publicUrl.startsWith('https:')
  const createMiddleware = (client: Client) =>
    session({
      name: secure ? cookieNames.secure : cookieNames.plain,
      secret,
      resave: false,
      saveUninitialized: false,
      // Not 'destroy': a session that could not be read while the database was away would be deleted.
      unset: 'keep',
      proxy: secure,
      cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: sessionLimits.applicant.absoluteMs },
      store: createStore(client),
    })
  let current: { client: Client; middleware: RequestHandler } | undefined
  return (req, res, next) => {
    // From here on a response may be personal: `Vary` also separates people in caches that ignore `no-store`.
    res.vary('Cookie')
    const client = mongoose.connection.getClient() as Client | undefined
    if (!client) throw new AppError('unavailable', 'error.unavailable')
    if (current?.client !== client) current = { client, middleware: createMiddleware(client) }
    void current.middleware(req, res, (error?: unknown) => {
      if (!error) saveBeforeRedirect(req, res, next)
      next(error)
    })
  }
}

/**
 * Saves the session before a redirect. Browsers follow a redirect as soon as they have its head, and express-session sends
 * the head before it saves: someone who just signed in would sometimes arrive signed out. So a redirect waits until data
 * needed by the next page is stored.
 */
function saveBeforeRedirect(req: Request, res: Response, next: NextFunction): void {
  const redirect = res.redirect.bind(res) as (...to: unknown[]) => void
  storedContents.set(req, contentOf(req))
  const redirectAfterSave = (...to: unknown[]): void => {
    const { accountId, notices, halfway } = req.session
    if (!(accountId ?? notices ?? halfway)) redirect(...to)
    else
      saveSession(req)
        .then(() => redirect(...to))
        .catch(next)
  }
  res.redirect = redirectAfterSave
}

/** Content of each request's session as last stored. */
const storedContents = new WeakMap<Request, string>()

/** Saves the session unless its content is already stored. */
async function saveSession(req: Request): Promise<void> {
  const content = contentOf(req)
  if (storedContents.get(req) === content) return
  // The store removes `lastModified` while it saves. express-session would take that for a change and save again. It is
  // restored as a non-enumerable property, so that the session just written is not touched again either.
  delete req.session.lastModified
  await new Promise<void>((resolve, reject) => {
    req.session.save((error?: Error) => (error ? reject(error) : resolve()))
  })
  Object.defineProperty(req.session, 'lastModified', { value: new Date(), configurable: true, writable: true })
  storedContents.set(req, content)
}

/** Returns the session's id and its data without the cookie, as JSON. */
function contentOf({ session, sessionID }: Request): string {
  const { cookie: _cookie, ...content } = session
  return JSON.stringify([sessionID, content])
}

type Client = ReturnType<typeof mongoose.connection.getClient>

function createStore(client: Client) {
  const store = MongoStore.create({
    client,
    dbName: mongoose.connection.name,
    collectionName: sessionCollection,
    stringify: false,
    touchAfter: 3600,
    // TTL indexes never fire on the embedded engine; the job `sweep-sessions` deletes expired sessions.
    autoRemove: 'disabled',
  })
  // A concurrent sign-out makes `touch` fail. The session is gone, as its owner wanted.
  store.on('error', () => undefined)
  return store
}

/** Deletes stored sessions whose cookie has expired, by the database's time. Returns their number. */
export async function sweepExpiredSessions(): Promise<number> {
  const sessions = mongoose.connection.db?.collection(sessionCollection)
  const swept = await sessions?.deleteMany({ $expr: { $lt: ['$expires', '$$NOW'] } })
  return swept?.deletedCount ?? 0
}

/** Sets `res.locals.account` to the signed-in account or null. Ends sessions that are too old or were revoked. */
export function recogniseAccount(accounts: Accounts, clock: Clock): RequestHandler {
  return async (req, res, next) => {
    res.locals.account = null
    if (sessionCookieOf(req) && req.session.accountId) {
      const { accountId: id, epoch = -1, handle = null } = req.session
      const account = await accounts.forSession({ id, epoch, handle })
      if (account && isWithinLimits(req.session, account.role, clock.machineNow())) {
        res.locals.account = account
        // Even a public page then shows a name and perhaps a notice, so it must not be cached.
        res.set('Cache-Control', 'no-store')
        recordUse(req, clock)
      } else await endSession(req)
    }
    next()
  }
}

/** Records the last use of a session to the minute, so that not every request causes a write. */
function recordUse(req: Request, clock: Clock): void {
  const now = clock.machineNow().getTime()
  if (Math.abs(now - (req.session.seenAt ?? 0)) > minute) req.session.seenAt = now
}

type SessionTimes = { signedInAt?: number; seenAt?: number }

/** Checks whether a session is within its maximum age and idle time. */
export function isWithinLimits({ signedInAt = 0, seenAt = 0 }: SessionTimes, role: Role, at: Date): boolean {
  const { idleMs, absoluteMs } = limitsOf(role)
  const now = at.getTime()
  // A clock set back by a day or more makes ages negative. That must not sign people out.
  return now - signedInAt <= absoluteMs && now - Math.max(seenAt, signedInAt) <= idleMs + minute
}

/** Starts a session for an account under a new id, so that an id known before sign-in is worthless. */
export async function startSession(req: Request, account: SessionAccount, clock: Clock): Promise<void> {
  const now = clock.machineNow().getTime()
  const content = {
    accountId: account.id,
    epoch: account.sessionEpoch,
    signedInAt: now,
    seenAt: now,
    // For the owner's list of sessions. Unlike the id, the handle gives no access.
    handle: randomBytes(12).toString('hex'),
    device: deviceOf(req.get('user-agent') ?? ''),
    from: maskedAddress(req.ip ?? ''),
  }
  changeAuditActor({ id: account.id, role: account.role })
  const isWatched = account.role !== 'applicant'
  if (isWatched) expectAudit()
  await beginSession(req, content, limitsOf(account.role).absoluteMs)
  if (isWatched) recordAudit({ action: 'signed-in', subject: { kind: 'account', id: account.id } })
}

/** Replaces the session by one with this content and cookie lifetime in ms. Nothing of the former one is kept. */
export async function beginSession(req: Request, content: object, maxAge: number): Promise<void> {
  const ended = renewSession(req)
  Object.assign(req.session, content)
  req.session.cookie.maxAge = maxAge
  await Promise.all([ended, saveSession(req)])
}

/** Ends the session on the server and clears the cookie. The rest of the request is signed out. */
export async function endSession(req: Request): Promise<void> {
  const { secure } = req.session.cookie
  await renewSession(req)
  const name = secure ? cookieNames.secure : cookieNames.plain
  req.res?.clearCookie(name, { path: '/', httpOnly: true, sameSite: 'lax', secure: Boolean(secure) })
}

/**
 * Gives the request an empty session at once, which is only stored when something is put into it, and deletes the stored
 * one. A request without a session cookie already has an empty session under an unknown id.
 */
function renewSession(req: Request): Promise<void> {
  const { session, sessionID: id, sessionStore: store } = req
  const { cookie: _cookie, ...content } = session
  if (sessionCookieOf(req) === undefined && Object.keys(content).length === 0) return Promise.resolve()
  store.generate(req)
  skipRepeatedSave(req)
  return new Promise((resolve, reject) => {
    store.destroy(id, (error?: Error) => {
      if (!error) {
        resolve()
        return
      }
      // The stored session still exists, so the user keeps the cookie and can try again.
      Object.assign(req, { session, sessionID: id })
      reject(error)
    })
  })
}

/** express-session does not notice that a replaced session has been saved, and would save it a second time. */
function skipRepeatedSave(req: Request): void {
  const save = req.session.save.bind(req.session)
  const saveOnce = (done: (error?: unknown) => void = () => undefined) => {
    if (storedContents.get(req) === contentOf(req)) done()
    else save(done)
    return req.session
  }
  Object.defineProperty(req.session, 'save', { value: saveOnce, configurable: true, writable: true })
}

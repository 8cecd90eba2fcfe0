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
type Accounts = { forSession(session: SessionOf): Promise<SessionAccount | null> }
/** What a session says of itself: the account, the epoch it began in, and its name in lists. */
export type SessionOf = { id: string; epoch: number; handle: string | null }

const minute = 60_000
const day = 24 * 60 * minute

/** How long a session lives without use, and at most: staff screens hold other people's passports, so theirs is a setting. */
const sessionLimits = {
  staff: { absoluteMs: 12 * 60 * minute },
  applicant: { idleMs: 7 * day, absoluteMs: 30 * day },
} as const

const limitsOf = (role: Role) =>
  role === 'applicant' ? sessionLimits.applicant : { ...sessionLimits.staff, idleMs: siteSettings().staffIdleMs }

/** `__Host-` binds the cookie to this host over HTTPS; browsers refuse the prefix on plain http. */
const cookieNames = { secure: '__Host-session', plain: 'session' }

const sessionCollection = SessionModel.collection.collectionName

/** The session cookie's raw value, if the request carries one. */
export function sessionCookieOf(req: Request): string | undefined {
  const header = req.get('cookie') ?? ''
  return /(?:^|;\s*)(?:__Host-)?session=([^;]+)/.exec(header)?.[1]
}

/**
 * Sessions in MongoDB. Nobody gets a cookie before there is something to keep; a request without one costs no query.
 * The store belongs to a connection: it is made anew when the site has connected again, and there is none before.
 */
export function sessions({ secret, publicUrl }: Settings): RequestHandler {
  const secure = publicUrl.startsWith('https:')
  const keepIn = (client: Client) =>
    session({
      name: secure ? cookieNames.secure : cookieNames.plain,
      secret,
      resave: false,
      saveUninitialized: false,
      // Not 'destroy': a session that could not be read because the database was away would be deleted.
      unset: 'keep',
      proxy: secure,
      cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: sessionLimits.applicant.absoluteMs },
      store: createStore(client),
    })
  let current: { client: Client; middleware: RequestHandler } | undefined
  return (req, res, next) => {
    // Whatever is answered from here on may be one person's: also a cache that keeps what it must not tells them apart.
    res.vary('Cookie')
    const client = mongoose.connection.getClient() as Client | undefined
    if (!client) throw new AppError('unavailable', 'error.unavailable')
    if (current?.client !== client) current = { client, middleware: keepIn(client) }
    void current.middleware(req, res, (error?: unknown) => {
      if (!error) saveBeforeRedirect(req, res, next)
      next(error)
    })
  }
}

/**
 * A browser follows a redirect as soon as it has read its head, and express-session sends the head before it has saved:
 * whoever just signed in would sometimes arrive unknown. So a redirect waits for what must be known on the next page.
 */
function saveBeforeRedirect(req: Request, res: Response, next: NextFunction): void {
  const redirect = res.redirect.bind(res) as (...to: unknown[]) => void
  stored.set(req, contentOf(req))
  const redirectSaved = (...to: unknown[]): void => {
    const { accountId, notices, halfway } = req.session
    if (!(accountId ?? notices ?? halfway)) redirect(...to)
    else
      saveSession(req)
        .then(() => redirect(...to))
        .catch(next)
  }
  res.redirect = redirectSaved
}

/** What the store has of a request's session. */
const stored = new WeakMap<Request, string>()

/** Stores what the session holds, unless it is stored. */
async function saveSession(req: Request): Promise<void> {
  const content = contentOf(req)
  if (stored.get(req) === content) return
  // The store takes the time of its last write away while it saves, which express-session would take for a change and save
  // again. It is put back unseen, so that what was just written is not extended either.
  delete req.session.lastModified
  await new Promise<void>((resolve, reject) => {
    req.session.save((error?: Error) => (error ? reject(error) : resolve()))
  })
  Object.defineProperty(req.session, 'lastModified', { value: new Date(), configurable: true, writable: true })
  stored.set(req, content)
}

/** What a session holds beside its cookie, under its id. */
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
    // TTL indexes never fire on the embedded engine; the job `sweep-sessions` clears what has expired.
    autoRemove: 'disabled',
  })
  // A concurrent sign-out makes `touch` fail; the session is gone, which is what its owner wanted.
  store.on('error', () => undefined)
  return store
}

/** Removes stored sessions whose cookie has run out, by the database's time. Returns how many. */
export async function sweepExpiredSessions(): Promise<number> {
  const sessions = mongoose.connection.db?.collection(sessionCollection)
  const swept = await sessions?.deleteMany({ $expr: { $lt: ['$expires', '$$NOW'] } })
  return swept?.deletedCount ?? 0
}

/** Puts the signed-in account, or null, into `res.locals.account`; ends sessions that are too old or were revoked. */
export function recogniseAccount(accounts: Accounts, clock: Clock): RequestHandler {
  return async (req, res, next) => {
    res.locals.account = null
    if (sessionCookieOf(req) && req.session.accountId) {
      const { accountId: id, epoch = -1, handle = null } = req.session
      const account = await accounts.forSession({ id, epoch, handle })
      if (account && withinLimits(req.session, account.role, clock.machineNow())) {
        res.locals.account = account
        // Even a public page then shows a name and perhaps a notice: it is for one pair of eyes.
        res.set('Cache-Control', 'no-store')
        noteUse(req, clock)
      } else await endSession(req)
    }
    next()
  }
}

/** Remembers the use of a session to the minute, without a write for each request. */
function noteUse(req: Request, clock: Clock): void {
  const now = clock.machineNow().getTime()
  if (Math.abs(now - (req.session.seenAt ?? 0)) > minute) req.session.seenAt = now
}

type Ages = { signedInAt?: number; seenAt?: number }

/** Whether a session is neither too old nor too long unused. */
export function withinLimits({ signedInAt = 0, seenAt = 0 }: Ages, role: Role, at: Date): boolean {
  const { idleMs, absoluteMs } = limitsOf(role)
  const now = at.getTime()
  // A clock set back by a day or more makes ages negative: that is no reason to sign people out.
  return now - signedInAt <= absoluteMs && now - Math.max(seenAt, signedInAt) <= idleMs + minute
}

/** Begins a session for an account under a new id, so that an id known before sign-in is worth nothing. */
export async function startSession(req: Request, account: SessionAccount, clock: Clock): Promise<void> {
  const now = clock.machineNow().getTime()
  const content = {
    ...{ accountId: account.id, epoch: account.sessionEpoch, signedInAt: now, seenAt: now },
    // For the list in which its owner finds it again. The name opens nothing, unlike the id.
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

/** Puts a session with this content, for so many milliseconds, in the place of the one before, of which nothing is left. */
export async function beginSession(req: Request, content: object, maxAge: number): Promise<void> {
  const ended = renewSession(req)
  Object.assign(req.session, content)
  req.session.cookie.maxAge = maxAge
  await Promise.all([ended, saveSession(req)])
}

/** Ends the session on the server and takes the cookie back; what follows in this request is signed out. */
export async function endSession(req: Request): Promise<void> {
  const { secure } = req.session.cookie
  await renewSession(req)
  const name = secure ? cookieNames.secure : cookieNames.plain
  req.res?.clearCookie(name, { path: '/', httpOnly: true, sameSite: 'lax', secure: Boolean(secure) })
}

/**
 * Gives the request an empty session at once, which is not stored unless something is put in it, and deletes the stored one. A
 * request that brought none has that already, under an id that nobody has seen.
 */
function renewSession(req: Request): Promise<void> {
  const { session, sessionID: id, sessionStore: store } = req
  const { cookie: _cookie, ...content } = session
  if (sessionCookieOf(req) === undefined && Object.keys(content).length === 0) return Promise.resolve()
  store.generate(req)
  knowWhenSaved(req)
  return new Promise((resolve, reject) => {
    store.destroy(id, (error?: Error) => {
      if (!error) {
        resolve()
        return
      }
      // It is there still: whoever wanted it to end keeps the cookie by which they can try again.
      Object.assign(req, { session, sessionID: id })
      reject(error)
    })
  })
}

/** express-session does not notice that a session which took the place of another has been saved, and would save it once more. */
function knowWhenSaved(req: Request): void {
  const save = req.session.save.bind(req.session)
  const saveOnce = (done: (error?: unknown) => void = () => undefined) => {
    if (stored.get(req) === contentOf(req)) done()
    else save(done)
    return req.session
  }
  Object.defineProperty(req.session, 'save', { value: saveOnce, configurable: true, writable: true })
}

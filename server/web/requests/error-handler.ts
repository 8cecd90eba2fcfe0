import type { ErrorRequestHandler, RequestHandler, Response, Request } from 'express'
import mongoose from 'mongoose'
import multer from 'multer'
import { pathTo, localisePath } from '#server/paths.ts'
import { auditContext } from '#outside/audit.ts'
import { isDatabaseAway } from '#outside/database/database-away.ts'
import { MissingKeyError } from '#outside/sealing/sealing.ts'
import { AppError, notFound, type ErrorKind } from '#shared/errors.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Locale, MessageKey } from '#shared/texts/i18n.ts'
import type { PagesOfForms } from '../forms/pages-of-forms.ts'
import { view } from '../pages/view.ts'
import { ownPath, withNextPath } from '../access/own-path.ts'
import { isFromOwnPages } from '../access/same-origin.ts'
import { isApi, sendProblem } from './problem.ts'
import { sentTextBoxes, type CopyBox } from './sent-texts.ts'

/**
 * Redirects to sign-in, with the purpose if the guard names one. Afterwards a page that was requested by GET opens again. A form
 * is not sent again: its session ended while it was filled in, which the page says, and the page of the form opens again.
 * A form with texts gets a page with them first, from which they can be copied.
 */
function redirectToSignIn(res: Response, pages: PagesOfForms, { facts: { what } }: AppError): void {
  const { req } = res
  const looked = req.method === 'GET'
  const next = looked ? req.originalUrl : pageOfForm(req, res, pages)
  const after = looked || !next ? what : 'ended'
  const page = pathTo(res.locals.locale, '/sign-in')
  const signIn = withNextPath(typeof after === 'string' ? `${page}?after=${after}` : page, next)
  const typed = after === 'ended' && isNavigation(req) ? sentTextBoxes(res) : []
  if (typed.length > 0) giveBack(res, signIn, typed)
  else res.redirect(303, signIn)
}

/** Checks whether a browser shows the response as a page. Scripts that send a form follow redirects themselves. */
const isNavigation = (req: Request): boolean => req.get('sec-fetch-mode') === 'navigate'

/**
 * Shows the texts of a form whose session had ended, in the response to the form alone: they are not stored. Where scripts
 * have kept the form in the tab, they go on to the sign-in page at once.
 */
function giveBack(res: Response, signIn: string, typed: CopyBox[]): void {
  const { t, locale } = res.locals
  res.set('Cache-Control', 'no-store')
  const page = {
    title: t('error.title.refused'),
    sentence: t('account.sign-in.after.ended'),
    requestId: t('error.request-id', { id: String(res.getHeader('X-Request-Id')) }),
    home: pathTo(locale, '/'),
    desk: null,
    signIn,
    above: null,
    typed,
  }
  renderError(res, page, statusOf.unauthenticated)
}

/**
 * Returns the page of a form: the referrer if it is one of ours, otherwise the page nearest to the form's address. Null for
 * a form that belongs to no page, such as that of signing out.
 */
function pageOfForm(req: Request, res: Response, pages: PagesOfForms): string | null {
  const { locale } = res.locals
  const [here = ''] = req.originalUrl.split('?', 1)
  const nearest = here.startsWith(pathTo(locale, '/')) ? pages.nearest(here.slice(locale.length + 1)) : null
  return nearest && (ownReferer(req, res) ?? localisePath(locale, nearest))
}

function ownReferer(req: Request, res: Response): string | null {
  const referer = req.get('referer') ?? ''
  if (!URL.canParse(referer)) return null
  const { origin, pathname, search } = new URL(referer)
  const ownOrigins = [res.locals.publicUrl, `${req.protocol}://${req.get('host') ?? ''}`]
  return ownOrigins.includes(origin) ? ownPath(`${pathname}${search}`) : null
}

const statusOf: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  gone: 410,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
}

const titleOf: Partial<Record<ErrorKind, MessageKey>> = {
  'not-found': 'error.title.not-found',
  forbidden: 'error.title.forbidden',
  gone: 'error.title.lost',
  unavailable: 'error.title.unavailable',
}

/** Seconds after which a retry makes sense. */
const retryAfterOf: Partial<Record<ErrorKind, string>> = { 'too-many': '60', unavailable: '10' }

type ErrorPage = {
  title: string
  sentence: string
  requestId: string
  home: string
  desk: string | null
  /** Path of the sign-in page, for a form whose session had ended. */
  signIn: string | null
  /** Path of the page above the refused form, and the texts that were typed into it. */
  above: string | null
  typed: CopyBox[]
}
const renderError = view<ErrorPage>('errors/error')

/** No route answered: the page does not exist. */
export const pageNotFound: RequestHandler = () => {
  throw notFound()
}

/** The only place that turns a failure into a response. Express counts the parameters: the handler needs all four. */
export const handleError =
  (pages: PagesOfForms): ErrorRequestHandler =>
  (thrown: unknown, req, res, next) => {
    const expected = asAppError(thrown, res.locals.locale)
    if (expected) req.log.info({ code: expected.code, ...expected.facts }, 'request refused')
    else req.log.error({ err: thrown }, 'request failed')
    const now = auditContext()
    if (now && expected) now.refusal = expected.code

    if (res.headersSent) next(thrown)
    else if (expected?.kind === 'unauthenticated' && !isApi(req)) redirectToSignIn(res, pages, expected)
    else sendError(res, describeError(expected), pages)
  }

type ErrorDescription = {
  status: number
  title: MessageKey
  code: MessageKey
  gaps: Record<string, string | number>
  retryAfter?: string
}

function describeError(error: AppError | null): ErrorDescription {
  if (!error) return { status: 500, title: 'error.title.unexpected', code: 'error.unexpected', gaps: {} }
  const retryAfter = retryAfterOf[error.kind]
  return {
    status: statusOf[error.kind],
    title: titleOf[error.kind] ?? 'error.title.refused',
    code: error.code,
    gaps: gapsOf(error),
    ...(retryAfter ? { retryAfter } : {}),
  }
}

function sendError(
  res: Response,
  { status, title, code, gaps, retryAfter }: ErrorDescription,
  pages: PagesOfForms,
): void {
  const { t, locale } = res.locals
  const requestId = String(res.getHeader('X-Request-Id'))
  res.set('Cache-Control', 'no-store')
  if (retryAfter && !res.getHeader('Retry-After')) res.set('Retry-After', retryAfter)
  if (isApi(res.req)) {
    sendProblem(res, { status, title: t(title), detail: t(code, gaps) })
    return
  }
  const page = {
    title: t(title),
    sentence: t(code, gaps),
    requestId: t('error.request-id', { id: requestId }),
    home: pathTo(locale, '/'),
    desk: deskOf(res),
    signIn: null,
    ...refusedInput(res, { status, pages }),
  }
  renderError(res, page, status)
}

type Refusal = { status: number; pages: PagesOfForms }

/** Statuses after which the page above the form exists and may be opened by the sender. */
const statusesWithPage = new Set([400, 409, 413, 429])

/** Returns the texts of the form that this page answers, so that they can be copied: the page of the form may be gone. */
function refusedInput(res: Response, { status, pages }: Refusal): Pick<ErrorPage, 'above' | 'typed'> {
  const { req, locals } = res
  const { locale } = locals
  const typed = sentTextBoxes(res)
  const [here = ''] = req.originalUrl.split('?', 1)
  const isForm = typed.length > 0 || (req.method === 'POST' && statusesWithPage.has(status))
  const isOurs = isForm && here.startsWith(pathTo(locale, '/'))
  const above = isOurs ? pages.above(here.slice(locale.length + 1)) : null
  return { typed, above: above && localisePath(locale, above) }
}

/** Returns the facts that are strings or numbers, as placeholder values of the message. */
export function gapsOf({ facts }: AppError): Record<string, string | number> {
  const plain = Object.entries(facts).filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  return Object.fromEntries(plain) as Record<string, string | number>
}

/** Returns the staff desk for colleagues on staff pages; null on public pages and for everybody else. */
function deskOf({ req, locals: { account, locale } }: Response): string | null {
  const atWork = account && account.role !== 'applicant' && req.originalUrl.startsWith(pathTo(locale, '/staff'))
  return atWork ? pathTo(locale, '/staff') : null
}

type HttpError = { status?: number; type?: string }

/** Maps errors that libraries throw for invalid input, and those of a missing database, to `AppError`. */
function asAppError(thrown: unknown, locale: Locale): AppError | null {
  if (thrown instanceof AppError) return thrown
  if (thrown instanceof MissingKeyError && thrown.lostAt) {
    const facts = { key: thrown.keyId, since: formatDay(locale, thrown.lostAt) }
    return new AppError('gone', 'error.file-lost', { cause: thrown, facts })
  }
  if (thrown instanceof mongoose.Error.CastError)
    return new AppError('not-found', 'error.page.not-found', { cause: thrown })
  if (thrown instanceof mongoose.Error.VersionError) return new AppError('conflict', 'error.stale', { cause: thrown })
  if (thrown instanceof multer.MulterError) return new AppError('invalid', 'error.bad-request', { cause: thrown })
  if (isDatabaseAway(thrown))
    return new AppError('unavailable', 'error.unavailable', {
      cause: thrown,
      facts: { reason: String(thrown).slice(0, 200) },
    })
  return fromBodyParser(thrown)
}

/** Maps HTTP statuses of body-parser, the router (malformed %-encoding) and send. */
function fromBodyParser(thrown: unknown): AppError | null {
  const status = (thrown as HttpError | null)?.status
  if (status === 413) return new AppError('too-large', 'error.too-large', { cause: thrown })
  if (status === 404) return new AppError('not-found', 'error.page.not-found', { cause: thrown })
  if (status !== undefined && status >= 400 && status < 500)
    return new AppError('invalid', 'error.bad-request', { cause: thrown })
  return null
}

/**
 * Reads a form that came while the site was unavailable, so that the error page can give back what was typed: the failure
 * happens before forms are read. Only for forms of our own pages and what `readBody` accepts. Express needs the four
 * parameters.
 */
export const readRefusedForms =
  (publicUrl: string, readBody: RequestHandler): ErrorRequestHandler =>
  (thrown: unknown, req, res, next) => {
    const isAway = isDatabaseAway(thrown) || (thrown instanceof AppError && thrown.kind === 'unavailable')
    if (!isAway || req.method !== 'POST' || req.body !== undefined || !isFromOwnPages(req, publicUrl)) next(thrown)
    // Errors of the form are ignored: the response reports the unavailable site.
    else void readBody(req, res, () => next(thrown))
  }

import type { RequestHandler, Response } from 'express'
import { pathTo } from '#server/paths.ts'
import { AppError, forbidden } from '#shared/errors.ts'
import { staffRoles, type Role, type SessionAccount, type StaffRole } from '../locals.ts'

/**
 * Says who may use a route. The gate is the first handler on the line that declares the route. A test refuses routes without
 * one, and docs/access-table.md is generated from `roles`. `token` is a program with a key (`program`).
 */
export type Guard = RequestHandler & { roles: readonly (Role | 'signed-out' | 'token')[] }

export const everyone = ['signed-out', 'applicant', ...staffRoles] as const

export const anyone: Guard = Object.assign(((_req, _res, next) => next()) as RequestHandler, { roles: everyone })

/** Anybody with an account, even before the second step is set up: the pages that set it up use this gate. */
export const signedIn: Guard = createGuard(['applicant', ...staffRoles], { beforeEnrolment: true })

/** Applicants only; staff do not apply. */
export const applicant: Guard = createGuard(['applicant'])

/** Applicants only. Visitors who have to sign in first are told why, by the message `account.sign-in.after.…`. */
export const applicantFor = (what: 'viewing'): Guard => createGuard(['applicant'], { what })

/** The named roles, or all staff roles when none is named. */
export const staff = (...roles: StaffRole[]): Guard => createGuard(roles.length > 0 ? roles : staffRoles)

/** Any mix of roles, for the few routes shared by applicants and some staff. */
export const roles = (...names: Role[]): Guard => createGuard(names)

type GuardOptions = { beforeEnrolment?: boolean; what?: string }

function createGuard(names: readonly Role[], { beforeEnrolment = false, what }: GuardOptions = {}): Guard {
  const guard: RequestHandler = (_req, res, next) => {
    res.set('Cache-Control', 'no-store')
    const { account } = res.locals
    if (!account) throw new AppError('unauthenticated', 'error.sign-in-first', what ? { facts: { what } } : {})
    if (!names.includes(account.role)) throw forbidden('error.forbidden', { facts: { role: account.role } })
    if (account.mustEnrol && !beforeEnrolment) res.redirect(303, pathTo(res.locals.locale, '/account/two-factor'))
    else next()
  }
  return Object.assign(guard, { roles: names })
}

/** Returns the signed-in account behind a gate. Throws `unauthenticated` when there is none. */
export function accountOf(res: Response): SessionAccount {
  const { account } = res.locals
  if (!account) throw new AppError('unauthenticated', 'error.sign-in-first')
  return account
}

type AccountActor = { kind: Role; id: string; name: string }

/** Returns an account as somebody who acts: its role as `kind`, its id and its name. */
export const actorOf = ({ id, name, role }: SessionAccount): AccountActor => ({ kind: role, id, name })

/** Returns the signed-in account behind a gate as somebody who acts, like `actorOf`. */
export const actorAt = (res: Response): AccountActor => actorOf(accountOf(res))

/** Returns the id and the name of the signed-in account behind a gate, as they are stored for who has edited something. */
export function editorAt(res: Response): { id: string; name: string } {
  const { id, name } = accountOf(res)
  return { id, name }
}

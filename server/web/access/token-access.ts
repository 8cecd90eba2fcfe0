import type { Request, RequestHandler, Response } from 'express'
import type { TokenScope } from '#models/accounts/access-token.ts'
import type { Actor } from '#outside/audit.ts'
import { AppError, forbidden } from '#shared/errors.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import type { StaffRole, TokenUse } from '../locals.ts'
import type { Guard } from './access.ts'

type Refusal = 'unknown' | 'revoked' | 'expired' | 'account'
type Accounts = { forToken(secret: string): Promise<{ ok: true; use: TokenUse } | { ok: false; reason: Refusal }> }

const sentences: Record<Refusal | 'missing', MessageKey> = {
  missing: 'access.missing',
  unknown: 'access.unknown',
  revoked: 'access.revoked-token',
  expired: 'access.expired',
  account: 'access.account',
}

/**
 * Identifies the program by the key in `Authorization: Bearer` (RFC 6750) and by nothing else: browsers send cookies
 * automatically, but not this header. Later handlers read the result with `tokenOf`. Throws 401 without a valid key.
 */
export function recogniseToken(accounts: Accounts): RequestHandler {
  return async (req, res, next) => {
    res.set('Cache-Control', 'no-store').vary('Authorization')
    const secret = bearerOf(req)
    const found = secret === null ? ({ ok: false, reason: 'missing' } as const) : await accounts.forToken(secret)
    if (found.ok) {
      res.locals.token = found.use
      next()
      return
    }
    const error = found.reason === 'missing' ? '' : ', error="invalid_token"'
    res.set('WWW-Authenticate', `Bearer realm="Startup Street"${error}`)
    throw new AppError('unauthenticated', sentences[found.reason])
  }
}

/** Returns the key of a request; null where there is none of valid form. */
const bearerOf = (req: Request): string | null =>
  /^Bearer +([\w.~+/-]{20,200}=*)$/i.exec(req.get('authorization') ?? '')?.[1] ?? null

/** Returns a gate for programs whose key has the scope, while its owner still has one of the roles. */
export function program(scope: TokenScope, ...roles: StaffRole[]): Guard {
  const guard: RequestHandler = (_req, res, next) => {
    const { scopes, account } = tokenOf(res)
    if (!roles.some(role => role === account.role))
      throw forbidden('error.forbidden', { facts: { role: account.role } })
    if (!scopes.includes(scope)) {
      res.set('WWW-Authenticate', `Bearer realm="Startup Street", error="insufficient_scope", scope="${scope}"`)
      throw forbidden('access.scope', { facts: { scope } })
    }
    next()
  }
  return Object.assign(guard, { roles: ['token'] as const })
}

/** Returns the token behind a `program` gate. Throws `unauthenticated` when there is none. */
export function tokenOf(res: Response): TokenUse {
  const { token } = res.locals
  if (!token) throw new AppError('unauthenticated', 'access.missing')
  return token
}

/** Returns the actor for the audit trail: the owner of the key, and the program that acted for them. */
export function programActor(res: Response): Actor {
  const { name, prefix, account } = tokenOf(res)
  return { id: account.id, role: account.role, via: `${name} (${prefix}…)` }
}

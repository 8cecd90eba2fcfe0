import mongoose from 'mongoose'
import { AccessTokenModel, type AccessToken, type TokenScope } from '#models/accounts/access-token.ts'
import { AccountModel } from '#models/accounts/account.ts'
import { recordAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { notFound } from '#shared/errors.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import type { SessionAccount, TokenUse } from '#web/locals.ts'
import { confirmPassword } from '../sign-in/confirm-password.ts'
import { createToken, hashToken } from '../secrets.ts'
import { toSessionAccount, openAccountFilter, sessionFields, type SignInPolicy } from '../sessions/sessions-service.ts'

/** Prefix that identifies the keys, to people and to programs that scan for leaked secrets. */
const tokenPrefix = 'sst_'
const prefixLength = 12
const dayMs = 86_400_000
const minuteMs = 60_000
/** Maximum number of usable keys of one colleague. */
const maxLive = 20
const maxListed = 200

export type NewAccessToken = {
  name: string
  scopes: TokenScope[]
  days: number
  password: string
  /** Id of the form. A form makes one key only. */
  once?: string | undefined
}
export type ListedToken = Omit<AccessToken, 'hash'> & { owner: string }
type Maker = Pick<SessionAccount, 'id' | 'role'>
type IssueResult =
  | { ok: true; secret: string }
  | { ok: false; reason: 'wrong' | 'too-many' | 'too-many-tokens' | 'made' }
type TokenResult = { ok: true; use: TokenUse } | { ok: false; reason: 'unknown' | 'revoked' | 'expired' | 'account' }

/** Manages the keys of programs that act for a colleague (ADR 44). */
export function accessTokensService({ clock, policy }: { clock: Clock; policy: SignInPolicy }) {
  const open = openAccountFilter(policy)
  const liveFilter = () => ({ revokedAt: null, expiresAt: mongoose.trusted({ $gt: clock.now() }) })

  /** Creates a key after the owner has entered the password again. The secret is only in the result and not stored. */
  async function issue({ id }: Maker, { name, scopes, days, password, once }: NewAccessToken): Promise<IssueResult> {
    const confirmed = await confirmPassword(id, password)
    if (!confirmed.ok) return confirmed
    if ((await AccessTokenModel.countDocuments({ account: id, ...liveFilter() })) >= maxLive)
      return no('too-many-tokens')
    const secret = `${tokenPrefix}${createToken()}`
    const now = clock.now()
    const storedSecret = { prefix: secret.slice(0, prefixLength), hash: hashToken(secret) }
    const expiresAt = new Date(now.getTime() + days * dayMs)
    const token = { account: id, name, scopes, createdAt: now, expiresAt, ...storedSecret }
    const created = await madeOnce({ _id: new mongoose.Types.ObjectId(once), ...token })
    if (!created) return no('made')
    recordAudit({
      action: 'token.made',
      subject: subjectOf(created),
      changes: Object.entries({ name, scopes, expiresAt }).map(([field, after]) => ({ field, before: null, after })),
    })
    return { ok: true, secret }
  }

  /** Returns the colleague's own keys, or everybody's for an administrator, the newest first. */
  async function of({ id, role }: Maker): Promise<ListedToken[]> {
    const ownerFilter = role === 'administrator' ? {} : { account: id }
    const tokens = await AccessTokenModel.find(ownerFilter, { hash: 0 })
      .sort({ createdAt: -1 })
      .limit(maxListed)
      .lean<Omit<AccessToken, 'hash'>[]>()
    const owners = mongoose.trusted({ $in: tokens.map(({ account }) => account) })
    const people = await AccountModel.find({ _id: owners }, { name: 1 }).lean()
    const names = new Map(people.map(({ _id, name }) => [_id.toHexString(), name]))
    return tokens.map(token => ({ ...token, owner: names.get(token.account.toHexString()) ?? '' }))
  }

  /** Revokes a key. Another colleague's key is "not found", except to an administrator. */
  async function revoke(tokenId: string, { id, role }: Maker): Promise<Verdict<'revoked'>> {
    const whose = role === 'administrator' ? {} : { account: id }
    const token = await AccessTokenModel.findOne({ _id: tokenId, ...whose }).lean<AccessToken>()
    if (!token) throw notFound()
    const now = clock.now()
    const { modifiedCount } = await AccessTokenModel.updateOne(
      { _id: tokenId, revokedAt: null },
      { $set: { revokedAt: now, revokedBy: id } },
    )
    if (modifiedCount === 0) return no('revoked')
    const changes = [{ field: 'revokedAt', before: null, after: now }]
    recordAudit({ action: 'token.revoked', subject: subjectOf(token), changes })
    return yes
  }

  /** Identifies the owner of a key. The account is loaded each time: a key never permits more than its owner may do. */
  async function forToken(secret: string): Promise<TokenResult> {
    const token = await AccessTokenModel.findOne({ hash: hashToken(secret) }).lean<AccessToken>()
    if (!token) return no('unknown')
    const now = clock.now()
    if (token.revokedAt) return no('revoked')
    if (token.expiresAt <= now) return no('expired')
    const stored = await AccountModel.findOne({ _id: token.account, ...open }, sessionFields).lean()
    const account = stored && toSessionAccount(stored, policy)
    if (!account || account.mustEnrol) return no('account')
    await noteUse(token, now)
    const { name, prefix, scopes } = token
    return { ok: true, use: { id: token._id.toHexString(), name, prefix, scopes, account } }
  }

  return { issue, of, revoke, forToken }
}

/** Returns null when the form has made its key already. */
async function madeOnce(
  token: Omit<AccessToken, 'account' | 'lastUsedAt' | 'revokedAt' | 'revokedBy'> & { account: string },
) {
  try {
    return await AccessTokenModel.create(token)
  } catch (error) {
    if (isDuplicateKey(error)) return null
    throw error
  }
}

const subjectOf = ({ _id, prefix }: Pick<AccessToken, '_id' | 'prefix'>) => ({
  kind: 'token' as const,
  id: _id.toHexString(),
  label: prefix,
})

/** Records the use at most once a minute, so that frequent requests cause few writes. */
async function noteUse({ _id, lastUsedAt }: AccessToken, now: Date): Promise<void> {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < minuteMs) return
  await AccessTokenModel.updateOne({ _id }, { $set: { lastUsedAt: now } })
}

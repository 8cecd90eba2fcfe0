import { AccountModel } from '#models/accounts/account.ts'
import { notFound } from '#shared/errors.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import { verifyPassword } from '../sign-in/confirm-password.ts'
import { consumeAttempt, clearAttempts } from '../limits.ts'
import { linkFilter, sendNewLink, type FormLinkDeps, type LinkResult } from '../links.ts'
import {
  changeWithoutPasswordlessAccess,
  findPasswordlessAccess,
  type PasswordlessAccess,
} from '../tokens/passwordless-access.ts'
import { hashPassword, inConstantTime, type ResponseTime } from '../secrets.ts'
import { recordColleagueAct, recordColleagueActByLink } from '../people/audit.ts'
import { passwordVerdict, type PasswordFault } from './password-rules.ts'

/** The account that may choose a password by a link, because its password was forgotten or it was invited. */
export type PasswordLink = { kind: 'reset' | 'invite'; account: string; email: string; name: string }

/** `from` is the network address, `next` the page of this site to continue to, `once` the id of the form. */
type ResetRequest = { email: string; from: string; next: string | null; once?: string | undefined }

/** Sets passwords. Every new password ends all sessions of the account. */
export function passwordService({ clock, mail, secrets, leastMs }: FormLinkDeps & ResponseTime) {
  /**
   * Sends a link (with the page to continue to) if the address is known and its mailbox may have another letter; otherwise no
   * link changes. Neither the response nor its time reveals which. The same form (`once`), sent twice within a minute,
   * sends no second letter.
   */
  async function requestReset({ email, from, next, once }: ResetRequest): Promise<Verdict<'too-many'>> {
    if (!(await consumeAttempt('links-address', from))) return no('too-many')
    await inConstantTime(async () => {
      const filter = { email, deactivatedAt: null }
      const fields = { email: 1, locale: 1, linkSeed: 1, tokens: 1 } as const
      const account = await AccountModel.findOne(filter, fields).lean()
      const letter = { kind: 'reset', template: 'reset-password', next, form: once } as const
      if (account) await sendNewLink({ clock, mail, secrets }, account, letter)
    }, leastMs)
    return yes
  }

  /** Returns the account of a link; null when the link was used or replaced or has expired. Changes nothing. */
  async function readLink(token: string): Promise<PasswordLink | null> {
    for (const kind of ['reset', 'invite'] as const) {
      const account = await AccountModel.findOne(linkFilter(kind, token, clock.now()), { email: 1, name: 1 }).lean()
      if (account) return { kind, account: account._id.toHexString(), email: account.email, name: account.name }
    }
    return null
  }

  /** Sets a password by a link, which also proves that the mailbox is theirs. All links of the account are used up. */
  async function reset(token: string, password: string): Promise<LinkResult<'link-dead' | PasswordFault>> {
    const link = await readLink(token)
    if (!link) return no('link-dead')
    const verdict = passwordVerdict(password, link.email, link.name)
    if (!verdict.ok) return verdict
    const passwordHash = await hashPassword(password)
    const now = clock.now()
    // An intruder may have created a calendar address, or a key of a program.
    const holder = await changeWithoutPasswordlessAccess({ account: link.account, clock }, () =>
      AccountModel.findOneAndUpdate(
        linkFilter(link.kind, token, now),
        { $set: { passwordHash, verifiedAt: now }, $unset: { tokens: 1 }, ...newPasswordUpdate(now) },
        { projection: { role: 1, tokens: 1 } },
      ).lean(),
    )
    if (!holder) return no('link-dead')
    recordColleagueActByLink(holder, { action: actions[link.kind] })
    await clearAttempts('guess-account', link.email)
    return { ok: true, next: holder.tokens?.reset?.next ?? null }
  }

  /**
   * Replaces the password of somebody who knows the old one, and ends the kinds of access without a password that `end` names. Returns
   * the epoch in which their own session can continue.
   */
  async function change(
    id: string,
    passwords: { current: string; next: string; end: readonly PasswordlessAccess[] },
  ): Promise<{ ok: true; sessionEpoch: number } | { ok: false; reason: 'wrong' | 'too-many' | PasswordFault }> {
    const account = await AccountModel.findOne(
      { _id: id, deactivatedAt: null },
      { email: 1, name: 1, role: 1, passwordHash: 1 },
    ).lean()
    if (!account) throw notFound()
    const right = await verifyPassword(account, passwords.current)
    if (!right.ok) return right
    const verdict = passwordVerdict(passwords.next, account.email, account.name)
    if (!verdict.ok) return verdict
    const passwordHash = await hashPassword(passwords.next)
    const changed = await changeWithoutPasswordlessAccess({ account: id, clock, kinds: passwords.end }, () =>
      AccountModel.findOneAndUpdate(
        // Of two concurrent changes, the second no longer has the current password.
        { _id: id, passwordHash: account.passwordHash ?? '', deactivatedAt: null },
        {
          $set: { passwordHash },
          $unset: { 'tokens.reset': 1, 'tokens.invite': 1 },
          ...newPasswordUpdate(clock.now()),
        },
        { returnDocument: 'after', projection: { sessionEpoch: 1 } },
      ).lean(),
    )
    if (!changed) return no('wrong')
    recordColleagueAct(account, { action: 'account.password_changed' })
    return { ok: true, sessionEpoch: changed.sessionEpoch }
  }

  const passwordlessAccess = (id: string) => findPasswordlessAccess(id, clock.now())

  return { requestReset, readLink, reset, change, passwordlessAccess }
}

const actions = { invite: 'account.invitation_accepted', reset: 'account.password_reset' } as const

const newPasswordUpdate = (now: Date) => ({
  $inc: { sessionEpoch: 1 },
  $push: { history: { $each: [{ at: now, kind: 'password_set' as const }], $slice: -100 } },
})

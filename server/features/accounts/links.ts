import { randomUUID } from 'node:crypto'
import mongoose from 'mongoose'
import { AccountModel, type Account } from '../../../models/account.ts'
import type { Clock } from '../../outside/clock.ts'
import type { MailTemplate } from '../../outside/mail-message.ts'
import type { MailService } from '../../outside/mail.ts'
import { allows } from './limits.ts'
import { linkLifeMs, type LinkKind } from './rules.ts'
import { newToken, tokenHash } from './secrets.ts'

export type LinkDeps = { clock: Clock; mail: Pick<MailService, 'queue'> }
type Addressee = Pick<Account, '_id' | 'email' | 'locale'>

/** The secret of a one-time link and what the account keeps of it. */
export function makeLink(kind: LinkKind, now: Date) {
  const token = newToken()
  return { token, kept: { hash: tokenHash(token), expiresAt: new Date(now.getTime() + linkLifeMs[kind]) } }
}

/** Puts a new link of its kind in the place of an older one. Returns its secret. */
export async function renewLink(kind: LinkKind, id: Account['_id'], now: Date): Promise<string> {
  const { token, kept } = makeLink(kind, now)
  await AccountModel.updateOne({ _id: id }, { $set: { [`tokens.${kind}`]: kept } })
  return token
}

/** The filter for whoever holds a link that still works. */
export const holderOf = (kind: LinkKind, token: string, now: Date) => ({
  [`tokens.${kind}.hash`]: tokenHash(token),
  [`tokens.${kind}.expiresAt`]: mongoose.trusted({ $gt: now }),
  deactivatedAt: null,
})

const pathOf = {
  verify: (locale: string, token: string) => `/${locale}/verify/${token}`,
  reset: (locale: string, token: string) => `/${locale}/reset-password/${token}`,
  invite: (locale: string, token: string) => `/${locale}/reset-password/${token}`,
  keep: (locale: string, token: string) => `/${locale}/keep-account/${token}`,
} satisfies Record<LinkKind, unknown>

/** A link as a path on the site, in its reader's language. */
export const linkPath = (kind: LinkKind, { locale }: Pick<Account, 'locale'>, token: string): string =>
  pathOf[kind](locale, token)

/** A letter about an account; silently none when its mailbox has had enough of them this hour. */
export async function writeTo(
  { mail }: Pick<LinkDeps, 'mail'>,
  to: Addressee,
  letter: { template: MailTemplate; link: string; facts?: Record<string, string> },
): Promise<void> {
  if (!(await allows('mails-recipient', to.email))) return
  await mail.queue({
    cause: `account:${to._id.toHexString()}:${letter.template}:${randomUUID()}`,
    to: to.email,
    locale: to.locale,
    template: letter.template,
    facts: { ...letter.facts, link: letter.link },
  })
}

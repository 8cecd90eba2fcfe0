import { randomUUID } from 'node:crypto'
import mongoose from 'mongoose'
import { pathTo } from '#server/paths.ts'
import { AccountModel, type Account } from '#models/accounts/account.ts'
import type { Clock } from '#outside/clock.ts'
import type { MailTemplate } from '#outside/mail/mail-message.ts'
import type { MailService } from '#outside/mail/mail.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { allows, type Limit } from './limits.ts'
import { linkLifeMs, type LinkKind } from './rules.ts'
import { newToken, tokenHash } from './secrets.ts'

export type LinkDeps = { clock: Clock; mail: Pick<MailService, 'queue'> }
/** Result of using a link, with the page of this site to continue to. */
export type Onward<Reason extends string> = { ok: true; next: string | null } | { ok: false; reason: Reason }
type Addressee = Pick<Account, '_id' | 'email' | 'locale'>

/**
 * Returns the secret of a one-time link and the part that the account stores, including the page to continue to. The page is
 * not in the letter, so that people without an account cannot influence what it contains.
 */
export function makeLink(kind: LinkKind, now: Date, next: string | null = null) {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + linkLifeMs[kind])
  return { token, kept: { hash: tokenHash(token), expiresAt, ...(next && { next }) } }
}

const keepLink = (kind: LinkKind, id: Account['_id'], kept: object) =>
  AccountModel.updateOne({ _id: id }, { $set: { [`tokens.${kind}`]: kept } })

/** Replaces the link of this kind, for links that are not sent in a capped letter. Returns the secret. */
export async function renewLink(kind: LinkKind, id: Account['_id'], now: Date): Promise<string> {
  const { token, kept } = makeLink(kind, now)
  await keepLink(kind, id, kept)
  return token
}

/** Returns the filter for the account with a link that still works. */
export const holderOf = (kind: LinkKind, token: string, now: Date) => ({
  [`tokens.${kind}.hash`]: tokenHash(token),
  [`tokens.${kind}.expiresAt`]: mongoose.trusted({ $gt: now }),
  deactivatedAt: null,
})

const pathOf = {
  verify: (locale: Locale, token: string) => pathTo(locale, '/verify/:token', { token }),
  reset: (locale: Locale, token: string) => pathTo(locale, '/reset-password/:token', { token }),
  invite: (locale: Locale, token: string) => pathTo(locale, '/reset-password/:token', { token }),
  keep: (locale: Locale, token: string) => pathTo(locale, '/keep-account/:token', { token }),
} satisfies Record<LinkKind, unknown>

/** Returns a link as a path on the site, in its reader's language. */
export const linkPath = (kind: LinkKind, { locale }: Pick<Account, 'locale'>, token: string): string =>
  pathOf[kind](locale, token)

type Letter = { template: MailTemplate; link: string; facts?: Record<string, string> }

const capOf: Partial<Record<MailTemplate, Limit>> = {
  'reset-password': 'reset-mails-recipient',
  invitation: 'invitations-recipient',
}
const mayBeWritten = (to: Addressee, template: MailTemplate): Promise<boolean> =>
  allows(capOf[template] ?? 'mails-recipient', to.email)

/** Sends a letter about an account; silently skips it when the mailbox has reached its hourly limit. */
export async function writeTo({ mail }: Pick<LinkDeps, 'mail'>, to: Addressee, letter: Letter): Promise<void> {
  if (await mayBeWritten(to, letter.template)) await queueTo({ mail }, to, letter)
}

type LinkLetter = Omit<Letter, 'link'> & { kind: LinkKind; next?: string | null }

/**
 * Sends a letter with a new link that replaces an older one. The mailbox's limit is checked first, and the older link ends
 * only once the letter is queued. So the newest link that was sent always works. Returns the new link as a path, or null
 * when nothing was sent and nothing has changed.
 */
export async function sendNewLink(
  { clock, mail }: LinkDeps,
  to: Addressee,
  { kind, template, facts, next = null }: LinkLetter,
): Promise<string | null> {
  if (!(await mayBeWritten(to, template))) return null
  const { token, kept } = makeLink(kind, clock.now(), next)
  const link = linkPath(kind, to, token)
  await queueTo({ mail }, to, { template, link, ...(facts && { facts }) })
  await keepLink(kind, to._id, kept)
  return link
}

const queueTo = ({ mail }: Pick<LinkDeps, 'mail'>, to: Addressee, { template, link, facts }: Letter) =>
  mail.queue({
    cause: `account:${to._id.toHexString()}:${template}:${randomUUID()}`,
    to: to.email,
    locale: to.locale,
    template,
    facts: { ...facts, link },
  })

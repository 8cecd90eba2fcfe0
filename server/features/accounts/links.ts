import { randomUUID } from 'node:crypto'
import mongoose from 'mongoose'
import { pathTo } from '#server/paths.ts'
import { AccountModel, type Account } from '#models/accounts/account.ts'
import type { Clock } from '#outside/clock.ts'
import type { MailTemplate } from '#outside/mail/mail-message.ts'
import type { MailService } from '#outside/mail/mail.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { consumeAttempt, type Limit } from './limits.ts'
import { linkLifeMs, type LinkKind } from './rules.ts'
import { createToken, hashToken } from './secrets.ts'

export type LinkDeps = { clock: Clock; mail: Pick<MailService, 'queue'> }
/** Result of using a link, with the page of this site to continue to. */
export type LinkResult<Reason extends string> = { ok: true; next: string | null } | { ok: false; reason: Reason }
type Addressee = Pick<Account, '_id' | 'email' | 'locale'>

/**
 * Returns the secret of a one-time link and the part that the account stores, including the page to continue to. The page is
 * not in the letter, so that people without an account cannot influence what it contains.
 */
export function makeLink(kind: LinkKind, now: Date, next: string | null = null) {
  const token = createToken()
  const expiresAt = new Date(now.getTime() + linkLifeMs[kind])
  return { token, kept: { hash: hashToken(token), expiresAt, ...(next && { next }) } }
}

const storeLink = (kind: LinkKind, id: Account['_id'], linkFields: object) =>
  AccountModel.updateOne({ _id: id }, { $set: { [`tokens.${kind}`]: linkFields } })

/** Replaces the link of this kind, for links that are not sent in a capped letter. Returns the secret. */
export async function renewLink(kind: LinkKind, id: Account['_id'], now: Date): Promise<string> {
  const { token, kept } = makeLink(kind, now)
  await storeLink(kind, id, kept)
  return token
}

/** Returns the filter for the account with a link that still works. */
export const linkFilter = (kind: LinkKind, token: string, now: Date) => ({
  [`tokens.${kind}.hash`]: hashToken(token),
  [`tokens.${kind}.expiresAt`]: mongoose.trusted({ $gt: now }),
  deactivatedAt: null,
})

const linkPaths = {
  verify: (locale: Locale, token: string) => pathTo(locale, '/verify/:token', { token }),
  reset: (locale: Locale, token: string) => pathTo(locale, '/reset-password/:token', { token }),
  invite: (locale: Locale, token: string) => pathTo(locale, '/reset-password/:token', { token }),
  keep: (locale: Locale, token: string) => pathTo(locale, '/keep-account/:token', { token }),
} satisfies Record<LinkKind, unknown>

/** Returns a link as a path on the site, in its reader's language. */
export const linkPath = (kind: LinkKind, { locale }: Pick<Account, 'locale'>, token: string): string =>
  linkPaths[kind](locale, token)

type Letter = { template: MailTemplate; link: string; facts?: Record<string, string> }

const letterLimits: Partial<Record<MailTemplate, Limit>> = {
  'reset-password': 'reset-mails-recipient',
  invitation: 'invitations-recipient',
}
const isWithinLimit = (to: Addressee, template: MailTemplate): Promise<boolean> =>
  consumeAttempt(letterLimits[template] ?? 'mails-recipient', to.email)

/** Sends a letter about an account; silently skips it when the mailbox has reached its hourly limit. */
export async function sendLimitedLetter(
  { mail }: Pick<LinkDeps, 'mail'>,
  to: Addressee,
  letter: Letter,
): Promise<void> {
  if (await isWithinLimit(to, letter.template)) await queueTo({ mail }, to, letter)
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
  if (!(await isWithinLimit(to, template))) return null
  const { token, kept } = makeLink(kind, clock.now(), next)
  const link = linkPath(kind, to, token)
  await queueTo({ mail }, to, { template, link, ...(facts && { facts }) })
  await storeLink(kind, to._id, kept)
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

import { randomUUID } from 'node:crypto'
import mongoose from 'mongoose'
import { pathTo } from '#server/paths.ts'
import { AccountModel, type Account } from '#models/accounts/account.ts'
import type { Clock } from '#outside/clock.ts'
import type { MailTemplate } from '#outside/mail/mail-message.ts'
import type { MailService } from '#outside/mail/mail.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { consumeAttempt, refundAttempt, type Limit } from './limits.ts'
import { linkLifeMs, type LinkKind } from './rules.ts'
import { createToken, derivedToken, hashToken } from './secrets.ts'
import type { SealingSecrets } from './two-factor/sealing.ts'

export type LinkDeps = { clock: Clock; mail: Pick<MailService, 'queue'> }
/** For links that a form asks for. */
export type FormLinkDeps = LinkDeps & { secrets: SealingSecrets }
/** Result of using a link, with the page of this site to continue to. */
export type LinkResult<Reason extends string> = { ok: true; next: string | null } | { ok: false; reason: Reason }
type Addressee = Pick<Account, '_id' | 'email' | 'locale'>
type Holder = Pick<Account, '_id' | 'tokens'> & { linkSeed?: string | null }

/**
 * Returns the secret of a one-time link and the part that the account stores, including the page to continue to. The page is
 * not in the letter, so that people without an account cannot influence what it contains.
 */
export function makeLink(kind: LinkKind, now: Date, next: string | null = null, of: LinkOfForm | null = null) {
  const token = of?.token ?? createToken()
  const expiresAt = new Date(now.getTime() + linkLifeMs[kind])
  return { token, kept: { hash: hashToken(token), expiresAt, ...(next && { next }), ...(of && { form: of.form }) } }
}

type LinkOfForm = { form: string; token: string; seed: string }

/**
 * Returns the secret of the link that a form asks for; null without a form. It is the same whenever the form is sent again, in
 * the same moment or after a crash, until a link is stored, which replaces the account's seed. So none that was used, was
 * replaced or has expired ever comes back. The seed is in the database alone: a thief of the settings computes no link.
 */
export async function linkOfForm(
  secrets: SealingSecrets,
  kind: LinkKind,
  { _id, seed }: { _id: Account['_id']; seed: string },
  form: string | undefined,
): Promise<LinkOfForm | null> {
  if (!form) return null
  const [secret] = await secrets()
  if (secret === undefined) throw new Error('There is no secret to derive a link from.')
  return { form, seed, token: derivedToken(secret, [kind, _id.toHexString(), seed, form]) }
}

/**
 * Returns the seed of an account, which gets one when it has none, with the links that it has stored by then: a sending of the
 * same moment may have stored one and replaced the seed. Nobody can use a link of an account that is gone.
 */
async function seedOf({ _id, linkSeed, tokens }: Holder): Promise<{ seed: string; tokens: Holder['tokens'] }> {
  if (linkSeed) return { seed: linkSeed, tokens }
  await AccountModel.updateOne({ _id, linkSeed: null }, { $set: { linkSeed: createToken() } })
  const account = await readLinks({ _id })
  return { seed: account?.linkSeed ?? createToken(), tokens: account?.tokens }
}

type SentLink = { form?: string | null; expiresAt: Date } | null | undefined

/** Longest time between two sendings of a form that are one, in milliseconds. */
const sameSendingMs = 60_000

/**
 * Checks whether a form is sent twice: it has stored this link a moment ago, and the link still works. Whoever sends it again
 * later has waited for a letter that did not come.
 */
export const isSentTwice = (kind: LinkKind, form: string | undefined, link: SentLink, now: Date): boolean =>
  form !== undefined &&
  link?.form === form &&
  link.expiresAt > now &&
  link.expiresAt.getTime() - linkLifeMs[kind] > now.getTime() - sameSendingMs

/** Replaces the link of this kind, for links that are not sent in a capped letter. Returns the secret. */
export async function renewLink(kind: LinkKind, id: Account['_id'], now: Date): Promise<string> {
  const { token, kept } = makeLink(kind, now)
  await AccountModel.updateOne({ _id: id }, { $set: { [`tokens.${kind}`]: kept } })
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

/** `key` tells letters of one template apart: with the same one, a second letter is not queued. By default there is none. */
type Letter = { template: MailTemplate; link: string; facts?: Record<string, string>; key?: string }

const letterLimits: Partial<Record<MailTemplate, Limit>> = {
  'reset-password': 'reset-mails-recipient',
  invitation: 'invitations-recipient',
}
const limitOf = (template: MailTemplate): Limit => letterLimits[template] ?? 'mails-recipient'
const isWithinLimit = (to: Addressee, template: MailTemplate): Promise<boolean> =>
  consumeAttempt(limitOf(template), to.email)

/** Sends a letter about an account; silently skips it when the mailbox has reached its hourly limit. */
export async function sendLimitedLetter(
  { mail }: Pick<LinkDeps, 'mail'>,
  to: Addressee,
  letter: Letter,
): Promise<void> {
  if (await isWithinLimit(to, letter.template)) await queueTo({ mail }, to, letter)
}

type LinkLetter = Omit<Letter, 'link' | 'key'> & { kind: LinkKind; next?: string | null; form?: string | undefined }

/**
 * Sends a letter with a new link that replaces an older one. The mailbox's limit is checked first, and the older link ends
 * only once the letter is queued. Another form that stores a link in the same moment makes this one send a further letter, so
 * the newest link that was sent always works. `before`: the same form is sent twice within a minute, or the invitation was
 * accepted meanwhile. `full`: the mailbox has reached its limit, and the older link stays.
 */
export async function sendNewLink(
  { clock, mail, secrets }: FormLinkDeps,
  to: Addressee & Holder,
  { kind, template, facts, next = null, form }: LinkLetter,
): Promise<'sent' | 'before' | 'full'> {
  const { seed: first, tokens } = await seedOf(to)
  const isTwice = (stored: Holder['tokens']) => isSentTwice(kind, form, stored?.[kind], clock.now())
  if (isTwice(tokens)) return 'before'
  if (!(await isWithinLimit(to, template))) return isTwice((await readLinks(to))?.tokens) ? 'before' : 'full'

  for (let seed = first; ;) {
    const of = await linkOfForm(secrets, kind, { _id: to._id, seed }, form)
    const { token, kept } = makeLink(kind, clock.now(), next, of)
    await queueTo({ mail }, to, { template, link: linkPath(kind, to, token), key: kept.hash, ...(facts && { facts }) })
    if (await storeLink(to, kind, { kept, of })) return 'sent'
    const changed = of && (await seedForAnother(to, kind, of))
    if (!changed) break
    seed = changed
  }
  await refundAttempt(limitOf(template), to.email)
  return 'before'
}

const readLinks = ({ _id }: Pick<Account, '_id'>) =>
  AccountModel.findById(_id, { linkSeed: 1, tokens: 1, passwordHash: 1 }).lean<Holder & { passwordHash?: string }>()

/**
 * Stores a link and replaces the seed. With the seed of before, a link that was stored and used meanwhile is not stored again.
 * Returns whether it was stored.
 */
async function storeLink(to: Holder, kind: LinkKind, { kept, of }: { kept: object; of: LinkOfForm | null }) {
  const unchanged = { ...(of && { linkSeed: of.seed }), ...(kind === 'invite' && { passwordHash: null }) }
  const renewed = { $set: { [`tokens.${kind}`]: kept, linkSeed: createToken() } }
  return (await AccountModel.updateOne({ _id: to._id, ...unchanged }, renewed)).modifiedCount > 0
}

/**
 * Returns the seed for another letter, when another form has stored a link in the same moment; null when none is needed: the
 * same form has stored its link, whoever is invited has chosen a password, or the account is gone.
 */
async function seedForAnother(to: Holder, kind: LinkKind, { form }: LinkOfForm): Promise<string | null> {
  const now = await readLinks(to)
  const isNeeded = now?.tokens?.[kind]?.form !== form && !(kind === 'invite' && now?.passwordHash)
  return isNeeded ? (now?.linkSeed ?? null) : null
}

const queueTo = ({ mail }: Pick<LinkDeps, 'mail'>, to: Addressee, { template, link, facts, key }: Letter) =>
  mail.queue({
    cause: `account:${to._id.toHexString()}:${template}:${key ?? randomUUID()}`,
    to: to.email,
    locale: to.locale,
    template,
    facts: { ...facts, link },
  })

import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { pathTo } from '#server/paths.ts'
import { AccountModel, type Account } from '#models/accounts/account.ts'
import { invalid } from '#shared/errors.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { personTerms } from '#shared/texts/normal-words.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import { consumeAttempt } from '../limits.ts'
import {
  linkFilter,
  linkPath,
  makeLink,
  sendNewLink,
  type LinkResult,
  sendLimitedLetter,
  type FormLinkDeps,
} from '../links.ts'
import { passwordVerdict } from '../password/password-rules.ts'
import { hashPassword, inConstantTime, type ResponseTime } from '../secrets.ts'

export type NewAccount = {
  name: string
  email: string
  password: string
  locale: Locale
  /** The page of this site to continue to afterwards. */ next?: string | null
  /** Network address. */ from: string
}

/** Signs applicants up and verifies their mailboxes. */
export function signUpService({ clock, mail, secrets, leastMs }: FormLinkDeps & ResponseTime) {
  /**
   * Creates an applicant's account and writes to its mailbox. Only the letter tells whether the address was known before:
   * the result and its time are the same [ASVS 6.3.8].
   */
  async function signUp(person: NewAccount): Promise<Verdict<'too-many'>> {
    const verdict = passwordVerdict(person.password, person.email, person.name)
    if (!verdict.ok) throw invalid(`account.password.${verdict.reason}`)
    if (!(await consumeAttempt('sign-up-address', person.from))) return no('too-many')
    await inConstantTime(async () => {
      const passwordHash = await hashPassword(person.password)
      const existing = await AccountModel.findOne(
        { email: person.email },
        { email: 1, locale: 1, deactivatedAt: 1 },
      ).lean()
      await (existing ? notifyOwner(existing) : create(person, passwordHash))
    }, leastMs)
    return yes
  }

  async function create({ name, email, locale, next }: NewAccount, passwordHash: string): Promise<void> {
    const now = clock.now()
    const { token, kept } = makeLink('verify', now, next)
    try {
      const account = await AccountModel.create({
        name,
        searchTerms: personTerms(name),
        email,
        locale,
        role: 'applicant',
        passwordHash,
        tokens: { verify: kept },
        history: [{ at: now, kind: 'signed_up' }],
      })
      await sendLimitedLetter({ mail }, account, {
        template: 'verify-address',
        link: linkPath('verify', { locale }, token),
      })
    } catch (error) {
      // Two sign-ups at once: the unique index admitted the other one, which has sent its letter.
      if (!isDuplicateKey(error)) throw error
    }
  }

  async function notifyOwner(owner: Pick<Account, '_id' | 'email' | 'locale' | 'deactivatedAt'>): Promise<void> {
    if (owner.deactivatedAt) return
    await sendLimitedLetter({ mail }, owner, { template: 'already-registered', link: pathTo(owner.locale, '/sign-in') })
  }

  /** Checks whether a link to confirm an address would work. Changes nothing. */
  async function canVerify(token: string): Promise<boolean> {
    return (await AccountModel.exists(linkFilter('verify', token, clock.now()))) !== null
  }

  /** Confirms the address behind a link, once; `next` is the page of this site to continue to, if any. */
  async function verify(token: string): Promise<LinkResult<'link-dead'>> {
    const now = clock.now()
    const was = await AccountModel.findOneAndUpdate(
      linkFilter('verify', token, now),
      {
        $set: { verifiedAt: now },
        $unset: { 'tokens.verify': 1 },
        $push: { history: { $each: [{ at: now, kind: 'verified' }], $slice: -100 } },
      },
      { projection: { tokens: 1 } },
    ).lean()
    return was ? { ok: true, next: was.tokens?.verify?.next ?? null } : no('link-dead')
  }

  /**
   * Sends the letter again. The older link stops working, and the new one leads to the same page unless `next` is given.
   * Does nothing once the address is confirmed, and for a form (`once`) that is sent twice within a minute. Returns
   * "too-many" when the mailbox has reached its hourly limit.
   */
  async function resendVerification(id: string, next: string | null, once?: string): Promise<Verdict<'too-many'>> {
    const filter = { _id: id, verifiedAt: null, deactivatedAt: null }
    const account = await AccountModel.findOne(filter, { email: 1, locale: 1, linkSeed: 1, tokens: 1 }).lean()
    if (!account) return yes
    const letter = { kind: 'verify', template: 'verify-address', form: once } as const
    const onward = next ?? account.tokens?.verify?.next ?? null
    const sent = await sendNewLink({ clock, mail, secrets }, account, { ...letter, next: onward })
    return sent === 'full' ? no('too-many') : yes
  }

  return { signUp, canVerify, verify, resendVerification }
}

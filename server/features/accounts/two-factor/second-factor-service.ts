import { randomUUID } from 'node:crypto'
import mongoose from 'mongoose'
import { pathTo } from '#server/paths.ts'
import { AccountModel, type Account } from '#models/accounts/account.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import type { SessionAccount } from '#web/locals.ts'
import { confirmPassword } from '../sign-in/confirm-password.ts'
import { consumeAttempt, refundAttempt } from '../limits.ts'
import type { LinkDeps } from '../links.ts'
import { toSessionAccount, openAccountFilter, sessionFields, type SignInPolicy } from '../sessions/sessions-service.ts'
import { changeWithoutPasswordlessAccess } from '../tokens/passwordless-access.ts'
import { recordAccountAct, recordColleagueAct, recordCredentialRefusal } from '../people/audit.ts'
import { seal, unseal, type SealingSecrets } from './sealing.ts'
import {
  appAddress,
  parseAppCode,
  createAppSecret,
  createRecoveryCodes,
  hashRecoveryCode,
  stepOf,
  spendCode,
  type SpendResult,
} from './spending-codes.ts'

type Deps = LinkDeps & { policy: SignInPolicy; secrets: SealingSecrets }

/** The state of an account's second step. */
export type SecondFactor = { since: Date; codesLeft: number }
/** Data for setting an app up: the secret to type in, and the same as an address for the QR code. */
export type Enrolment = { secret: string; address: string }
type SecondStep = { ok: true; account: SessionAccount; by: 'app' | 'recovery' } | Extract<SpendResult, { ok: false }>
type Renewed = { ok: true; codes: string[] }
const fieldExists = () => mongoose.trusted({ $exists: true })
type FactorEvent = 'on' | 'off' | 'reset' | 'recovery_renewed' | 'recovery_used'

/** The second step of signing in (RFC 6238): setting up, using, switching off. Every change is mailed to its owner. */
export function secondFactorService({ clock, mail, policy, secrets }: Deps) {
  const open = openAccountFilter(policy)
  const event = (kind: Account['history'][number]['kind'], by?: string) => ({
    history: { $each: [{ at: clock.now(), kind, ...(by ? { by } : {}) }], $slice: -100 },
  })

  async function stateOf(id: string): Promise<SecondFactor | null> {
    const account = await AccountModel.findOne({ _id: id }, { secondFactor: 1 }).lean()
    if (!account) throw notFound()
    const { secondFactor } = account
    return secondFactor ? { since: secondFactor.since, codesLeft: secondFactor.recovery.length } : null
  }

  /** Returns a new secret, sealed for this account. Nothing is stored until a code proves that the app has it. */
  async function beginEnrolment(
    id: string,
    password: string,
  ): Promise<Verdict<'wrong' | 'too-many'> & { sealed: string }> {
    const verdict = await confirmPassword(id, password)
    return { ...verdict, sealed: verdict.ok ? seal(createAppSecret(), id, await secrets()) : '' }
  }

  async function readEnrolment(
    { id, email }: { id: string; email: string },
    sealed: string,
  ): Promise<Enrolment | null> {
    const secret = unseal(sealed, id, await secrets())
    return secret && { secret: secret.plain, address: appAddress(secret.plain, email) }
  }

  /**
   * Switches the second step on and ends all sessions, which began with one step. Returns the recovery codes, only this
   * once, and the epoch in which the holder's own session can continue.
   */
  async function enrol(
    id: string,
    { sealed, code }: { sealed: string; code: string },
  ): Promise<(Renewed & { sessionEpoch: number }) | { ok: false; reason: 'wrong' }> {
    const secret = unseal(sealed, id, await secrets())
    const step = secret && stepOf(secret.plain, parseAppCode(code) ?? '', clock.machineNow())
    if (step === null) return no('wrong')
    const codes = createRecoveryCodes()
    const secondFactor = { sealed, since: clock.now(), lastStep: step, recovery: codes.map(hashRecoveryCode) }
    const enrolled = await AccountModel.findOneAndUpdate(
      { _id: id, secondFactor: null, ...open },
      { $set: { secondFactor }, $inc: { sessionEpoch: 1 }, $push: event('second_factor_on') },
      { returnDocument: 'after', projection: { sessionEpoch: 1, email: 1, locale: 1, role: 1 } },
    ).lean()
    if (!enrolled) throw conflict('two-factor.already')
    recordColleagueAct(enrolled, { action: 'account.second_factor_on' })
    await notifyOwner(enrolled, 'on')
    return { ok: true, codes, sessionEpoch: enrolled.sessionEpoch }
  }

  /** Checks the second step of somebody whose password was right, in the epoch of that check. */
  async function takeStep(who: { id: string; epoch: number; from: string }, input: string): Promise<SecondStep> {
    const filter = { _id: who.id, sessionEpoch: who.epoch, ...open }
    const [asked, allowed] = await Promise.all([
      AccountModel.findOne(filter, { role: 1 }).lean(),
      consumeAttempt('guess-address', who.from),
    ])
    if (!allowed) return refusedStep('too-many', asked)
    // People whose sessions ended meanwhile start again; their code is not used up.
    if (!asked) return no('wrong')
    const spent = await spendCode({ clock, secrets }, who.id, input)
    if (!spent.ok) return refusedStep(spent.reason, asked)
    const [account] = await Promise.all([
      AccountModel.findOne(filter, sessionFields).lean(),
      refundAttempt('guess-address', who.from),
      spent.forgetTries(),
    ])
    if (!account) return no('wrong')
    if (spent.by === 'recovery') {
      recordColleagueAct(account, { action: 'account.recovery_used' })
      await notifyOwner(account, 'recovery_used', spent.left)
    }
    return { ok: true, account: toSessionAccount(account, policy), by: spent.by }
  }

  /** Replaces the recovery codes with ten new ones. */
  async function renewRecoveryCodes(
    id: string,
    password: string,
  ): Promise<Renewed | { ok: false; reason: 'wrong' | 'too-many' }> {
    const verdict = await confirmPassword(id, password)
    if (!verdict.ok) return verdict
    const codes = createRecoveryCodes()
    const renewed = await AccountModel.findOneAndUpdate(
      { _id: id, 'secondFactor.since': fieldExists() },
      { $set: { 'secondFactor.recovery': codes.map(hashRecoveryCode) }, $push: event('recovery_renewed') },
      { projection: { email: 1, locale: 1, role: 1 } },
    ).lean()
    if (!renewed) throw conflict('two-factor.not-on')
    recordColleagueAct(renewed, { action: 'account.recovery_renewed' })
    await notifyOwner(renewed, 'recovery_renewed')
    return { ok: true, codes }
  }

  /** Needs the password and a code, so that neither a stolen session nor a stolen password is enough. */
  async function switchOff(
    id: string,
    { password, code }: { password: string; code: string },
  ): Promise<{ ok: true } | { ok: false; reason: 'wrong-password' | 'wrong-code' | 'unreadable' | 'too-many' }> {
    const verdict = await confirmPassword(id, password)
    if (!verdict.ok) return no(verdict.reason === 'wrong' ? 'wrong-password' : 'too-many')
    const spent = await spendCode({ clock, secrets }, id, code)
    if (!spent.ok) return no(spent.reason === 'wrong' ? 'wrong-code' : spent.reason)
    await spent.forgetTries()
    await remove(id, 'off')
    return yes
  }

  /** For a colleague who has lost the phone and the recovery codes. Also ends their sessions and calendar address. */
  async function reset(id: string, by?: string): Promise<Verdict<'not-on'>> {
    if (!(await AccountModel.exists({ _id: id, 'secondFactor.since': fieldExists() }))) return no('not-on')
    return (await changeWithoutPasswordlessAccess({ account: id, clock }, () => remove(id, 'reset', by)))
      ? yes
      : no('not-on')
  }

  async function remove(id: string, what: 'off' | 'reset', by?: string): Promise<boolean> {
    const removed = await AccountModel.findOneAndUpdate(
      { _id: id, 'secondFactor.since': fieldExists() },
      {
        $unset: { secondFactor: 1 },
        $push: event(what === 'off' ? 'second_factor_off' : 'second_factor_reset', by),
        ...(what === 'reset' ? { $inc: { sessionEpoch: 1 } } : {}),
      },
      { projection: { email: 1, locale: 1, role: 1 } },
    ).lean()
    if (!removed) return false
    // A reset is an act of the administrator or the command, also for an applicant's account.
    if (what === 'reset') recordAccountAct(id, { action: 'account.second_factor_reset' })
    else recordColleagueAct(removed, { action: 'account.second_factor_off' })
    await notifyOwner(removed, what)
    return true
  }

  /** Queues a letter without counting it against the mailbox's limit: nobody else can trigger it, and it must arrive. */
  async function notifyOwner(
    to: Pick<Account, '_id' | 'email' | 'locale'>,
    what: FactorEvent,
    remainingCodes = 0,
  ): Promise<void> {
    await mail.queue({
      cause: `account:${to._id.toHexString()}:second-factor:${randomUUID()}`,
      to: to.email,
      locale: to.locale,
      template: 'second-factor',
      facts: { what, left: String(remainingCodes), link: pathTo(to.locale, '/account/two-factor') },
    })
  }

  const enrolling = { stateOf, beginEnrolment, readEnrolment, enrol }
  return { ...enrolling, takeStep, renewRecoveryCodes, switchOff, reset }
}

type Refused = Extract<SpendResult, { ok: false }>
const faults = { wrong: 'wrong-code', 'too-many': 'too-many-codes', unreadable: 'unreadable' } as const

function refusedStep(reason: Refused['reason'], account: Pick<Account, '_id' | 'role'> | null): Refused {
  if (account) recordCredentialRefusal(account, faults[reason])
  return { ok: false, reason }
}

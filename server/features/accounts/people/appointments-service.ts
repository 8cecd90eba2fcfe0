import { randomBytes } from 'node:crypto'
import mongoose from 'mongoose'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { pathTo } from '#server/paths.ts'
import { AccountModel, type Account, type AccountRole } from '#models/accounts/account.ts'
import { doneBefore } from '#outside/audit.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import { linkPath, makeLink, sendLimitedLetter, type LinkDeps } from '../links.ts'
import { canChangeRole, canConfirm, canWithdraw, inRole, proposalLifeMs, type RoleFault } from '../rules.ts'
import { createAdministratorQueries } from './administrators.ts'
import type { Invitation } from './people-service.ts'
import { proposedRoleChange, recordAccountAct } from './audit.ts'

const { trusted } = mongoose

type Proposal = NonNullable<Account['roleProposal']>
type AccountWithProposal = Pick<Account, '_id' | 'email' | 'name' | 'role' | 'locale'> & { roleProposal: Proposal }
/** A proposal as administrators see it. `proposer` is null when that account no longer exists. */
export type RoleProposal = {
  key: string
  person: { id: string; name: string }
  /** Null for a new colleague. */
  from: AccountRole | null
  to: AccountRole
  by: string
  proposer: string | null
  reason: string
  at: Date
  expiresAt: Date
}
type ProposedColleague = Omit<Invitation, 'by'> & { by: string; reason: string }
type ColleagueProposed = { ok: true; id: string } | { ok: false; reason: 'taken' | 'nobody-to-confirm' }
type ProposalFault = RoleFault | 'already-proposed' | 'nobody-to-confirm'
type Refusal = 'own' | 'concerned' | 'lapsed' | 'proposer-gone' | 'last-administrator'

const fields = { email: 1, name: 1, role: 1, locale: 1, roleProposal: 1 } as const
const fieldExists = () => trusted({ $exists: true })

/** Changes of role need two administrators: one proposes with a reason, and nothing changes until another confirms. */
export function appointmentsService({ clock, mail, demonstration }: LinkDeps & { demonstration: boolean }) {
  const administrators = createAdministratorQueries({ demonstration })
  const event = (kind: Account['history'][number]['kind'], more: object) => ({
    history: { $each: [{ at: clock.now(), kind, ...more }], $slice: -100 },
  })

  function proposalOf(to: AccountRole, { by, reason }: { by: string; reason: string }, invitation: boolean) {
    const at = clock.now()
    const expiresAt = new Date(at.getTime() + proposalLifeMs)
    return {
      key: randomBytes(12).toString('hex'),
      to,
      by: new mongoose.Types.ObjectId(by),
      reason,
      at,
      expiresAt,
      invitation,
    }
  }

  async function proposeRole(
    id: string,
    to: AccountRole,
    why: { by: string; reason: string },
  ): Promise<Verdict<ProposalFault>> {
    const person = await AccountModel.findOne({ _id: id, deactivatedAt: null }, { role: 1, name: 1 }).lean()
    if (!person) throw notFound()
    const verdict = canChangeRole(person, to, await administrators.others(id))
    if (!verdict.ok) return verdict
    if ((await administrators.others(id, why.by)) === 0) return no('nobody-to-confirm')
    const roleProposal = proposalOf(to, why, false)
    const { modifiedCount } = await AccountModel.updateOne(
      // An expired proposal can be replaced.
      {
        _id: id,
        role: person.role,
        $or: [{ roleProposal: null }, { 'roleProposal.expiresAt': trusted({ $lte: clock.now() }) }],
      },
      { $set: { roleProposal }, $push: event('role_proposed', { from: person.role, to, ...why }) },
    )
    if (modifiedCount === 0) return no('already-proposed')
    recordAccountAct(id, { ...proposedRoleChange, before: person.role, after: to, reason: why.reason })
    await notifyOthers(person.name, roleProposal.key, [id, why.by])
    return yes
  }

  /** Checks whether there is an administrator who can confirm what `by` proposes about somebody. */
  const canBeConfirmed = async (about: string, by: string): Promise<boolean> =>
    (await administrators.others(about, by)) > 0

  /**
   * Proposes a new decider or administrator. The account stays closed and gets no letter until another one confirms. A form
   * (`once`) that is sent twice gets the same answer.
   */
  async function proposeColleague(invitation: ProposedColleague): Promise<ColleagueProposed> {
    const { by, reason, once, ...person } = invitation
    if ((await administrators.others(by)) === 0) return no('nobody-to-confirm')
    const roleProposal = { ...proposalOf(person.role, { by, reason }, true), ...(once ? { form: once } : {}) }
    const { history } = event('role_proposed', { to: person.role, by, reason })
    try {
      const created = await AccountModel.create({
        ...person,
        roleProposal,
        deactivatedAt: clock.now(),
        history: history.$each,
      })
      const id = String(created._id)
      recordAccountAct(id, { ...proposedRoleChange, after: person.role, reason })
      await notifyOthers(person.name, roleProposal.key, [by])
      return { ok: true, id }
    } catch (error) {
      if (isDuplicateKey(error)) return proposedBefore(invitation)
      throw error
    }
  }

  /**
   * Returns the account that the same form has proposed; the address is taken for any other form. The others are told here
   * too, because the first sending may have ended before that: each gets one letter about a proposal.
   */
  async function proposedBefore({ by, reason, once, ...person }: ProposedColleague): Promise<ColleagueProposed> {
    const { email, name, role, locale } = person
    if (!once) return no('taken')
    const proposal = { 'roleProposal.form': once, 'roleProposal.by': by, 'roleProposal.reason': reason }
    const filter = { email, name, role, locale, ...proposal }
    const account = await AccountModel.findOne(filter, fields).lean<AccountWithProposal>()
    if (!account) return no('taken')
    await notifyOthers(name, account.roleProposal.key, [by])
    return doneBefore({ ok: true, id: account._id.toHexString() })
  }

  /** Returns the proposals that wait for a second administrator, the oldest first; `about` limits them to one person. */
  async function listWaiting(about?: string): Promise<RoleProposal[]> {
    const open = { 'roleProposal.expiresAt': trusted({ $gt: clock.now() }), 'roleProposal.at': fieldExists() }
    const found = await AccountModel.find({ ...open, ...(about ? { _id: about } : {}) }, fields)
      .sort({ 'roleProposal.at': 1 })
      .limit(100)
      .lean<AccountWithProposal[]>()
    const proposers = found.map(({ roleProposal }) => roleProposal.by)
    const people = await AccountModel.find({ _id: trusted({ $in: proposers }) }, { name: 1 }).lean()
    const names = new Map(people.map(({ _id, name }) => [_id.toHexString(), name]))
    return found.map(({ _id, name, role, roleProposal: { key, to, by, reason, at, expiresAt, invitation } }) => ({
      key,
      to,
      reason,
      at,
      expiresAt,
      person: { id: _id.toHexString(), name },
      from: invitation ? null : role,
      by: by.toHexString(),
      proposer: names.get(by.toHexString()) ?? null,
    }))
  }

  /**
   * Carries a proposal out in one write that changes the role, removes the proposal, ends the sessions and records both
   * names. Throws a conflict when it no longer exists, as for the second of two concurrent confirmations.
   */
  async function confirm(id: string, key: string, who: string): Promise<Verdict<Refusal>> {
    const person = await findWaiting(id, key)
    const { by, to, reason, expiresAt, invitation } = person.roleProposal
    const verdict = canConfirm({ by: by.toHexString(), about: id, expiresAt }, who, clock.now())
    if (!verdict.ok) return verdict
    if (!(await administrators.isOne(by))) return no('proposer-gone')
    const both = { by, confirmedBy: who, reason }
    if (invitation) {
      await confirmInvitation(person, both)
      return yes
    }
    if (person.role === 'administrator' && (await administrators.others(id)) === 0) return no('last-administrator')
    const { modifiedCount } = await AccountModel.updateOne(
      { ...unchangedFilter(person), role: person.role, deactivatedAt: null },
      {
        $set: inRole(to),
        $unset: { roleProposal: 1 },
        $inc: { sessionEpoch: 1 },
        $push: event('role_changed', { from: person.role, to, ...both }),
      },
    )
    if (modifiedCount === 0) throw conflict('appoint.gone')
    recordAccountAct(id, { action: 'account.role_changed', before: person.role, after: to, reason })
    return administrators.keepOne(person)
  }

  async function confirmInvitation(person: AccountWithProposal, both: object): Promise<void> {
    const { token, kept } = makeLink('invite', clock.now())
    const { modifiedCount } = await AccountModel.updateOne(unchangedFilter(person), {
      $set: { deactivatedAt: null, 'tokens.invite': kept },
      $unset: { roleProposal: 1 },
      $push: event('invited', { to: person.role, ...both }),
    })
    if (modifiedCount === 0) throw conflict('appoint.gone')
    recordAccountAct(person._id.toHexString(), { action: 'account.invited', after: person.role })
    const letter = { link: linkPath('invite', person, token), facts: { name: person.name, role: person.role } }
    await sendLimitedLetter({ mail }, person, { template: 'invitation', ...letter })
  }

  /**
   * Withdraws or refuses a proposal. The account of a proposed new colleague is deleted. Throws a conflict when somebody
   * confirmed or withdrew it first.
   */
  async function withdraw(id: string, key: string, who: string): Promise<Verdict<'concerned'> & { gone: boolean }> {
    const person = await findWaiting(id, key)
    const { by, to, invitation } = person.roleProposal
    if (!canWithdraw({ by: by.toHexString(), about: id }, who)) return { ...no('concerned'), gone: false }
    const withdrawn = invitation
      ? (await AccountModel.deleteOne(unchangedFilter(person))).deletedCount
      : (
          await AccountModel.updateOne(unchangedFilter(person), {
            $unset: { roleProposal: 1 },
            $push: event('role_proposal_withdrawn', { by: who, from: person.role, to }),
          })
        ).modifiedCount
    if (withdrawn === 0) throw conflict('appoint.gone')
    recordAccountAct(id, { action: 'account.role_proposal_withdrawn', field: 'role.proposed', before: to })
    return { ...yes, gone: invitation }
  }

  /** Removes proposals that nobody confirmed in time. Returns their number. */
  async function sweep(): Promise<number> {
    const late = { 'roleProposal.expiresAt': trusted({ $lte: clock.now() }) }
    const { deletedCount } = await AccountModel.deleteMany({ ...late, 'roleProposal.invitation': true })
    const { modifiedCount } = await AccountModel.updateMany(late, {
      $unset: { roleProposal: 1 },
      $push: event('role_proposal_lapsed', {}),
    })
    return deletedCount + modifiedCount
  }

  async function findWaiting(id: string, key: string): Promise<AccountWithProposal> {
    const person = await AccountModel.findOne({ _id: id, 'roleProposal.key': key }, fields).lean<AccountWithProposal>()
    if (!person) throw conflict('appoint.gone')
    return person
  }

  const unchangedFilter = ({ _id, roleProposal: { key } }: AccountWithProposal) => ({
    _id,
    'roleProposal.key': key,
    'roleProposal.expiresAt': trusted({ $gt: clock.now() }),
  })

  async function notifyOthers(name: string, key: string, besides: string[]): Promise<void> {
    for (const to of await administrators.whom(...besides))
      await mail.queue({
        cause: `role-proposal:${key}:${to._id.toHexString()}`,
        to: to.email,
        locale: to.locale,
        template: 'role-proposed',
        facts: { name, link: pathTo(to.locale, '/staff/users') },
      })
  }

  const proposing = { canBeConfirmed, proposeRole, proposeColleague, listWaiting }
  return { ...proposing, confirm, withdraw, sweep }
}

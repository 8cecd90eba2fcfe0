import mongoose from 'mongoose'
import { AccountModel, type Account, type AccountRole } from '#models/accounts/account.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { doneBefore } from '#outside/audit.ts'
import { AppError, conflict, notFound } from '#shared/errors.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { personTerms } from '#shared/texts/normal-words.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import type { StaffRole } from '#web/locals.ts'
import {
  isSentTwice,
  linkOfForm,
  linkPath,
  makeLink,
  renewLink,
  sendNewLink,
  sendLimitedLetter,
  type FormLinkDeps,
} from '../links.ts'
import { createToken, hashToken } from '../secrets.ts'
import { canChangeRole, canDeactivate, inRole, type RoleFault } from '../rules.ts'
import { createAdministratorQueries } from './administrators.ts'
import { asPerson, historyOf, listPeople, personFields, type Person, type StoredPerson } from './people-list.ts'
import { changeWithoutPasswordlessAccess } from '../tokens/passwordless-access.ts'
import { recordAccountAct } from './audit.ts'

export type Invitation = {
  email: string
  name: string
  role: StaffRole
  locale: Locale
  /** Inviting account; absent for the command line. */ by?: string
  /** Id of the form. */ once?: string | undefined
}

type Contact = Pick<Person, 'email' | 'name' | 'locale' | 'state'> & { verified: boolean }

/** Manages people for administrators. Changes apply at once and end open sessions. */
export function peopleService({ clock, mail, secrets, demonstration }: FormLinkDeps & { demonstration: boolean }) {
  const administrators = createAdministratorQueries({ demonstration })

  async function get(id: string): Promise<Person> {
    return asPerson(await findExisting(id))
  }

  /**
   * Creates a colleague who chooses a password by a link. Returns the link as a path; with `byMail` it is also sent. A form
   * that is sent twice gets the same answer.
   */
  async function invite(
    invitation: Invitation,
    { byMail }: { byMail: boolean },
  ): Promise<{ ok: true; id: string; link: string } | { ok: false; reason: 'taken' }> {
    const { by, once, ...person } = invitation
    const now = clock.now()
    const _id = new mongoose.Types.ObjectId()
    const seed = createToken()
    const { token, kept } = makeLink('invite', now, null, await linkOfForm(secrets, 'invite', { _id, seed }, once))
    const event = { at: now, kind: 'invited' as const, to: person.role, ...(by ? { by } : {}) }
    try {
      const found = { searchTerms: personTerms(person.name) }
      const account = await AccountModel.create({
        _id,
        ...person,
        ...found,
        linkSeed: seed,
        tokens: { invite: kept },
        history: [event],
      })
      const id = account._id.toHexString()
      recordAccountAct(id, { action: 'account.invited', after: person.role })
      const link = linkPath('invite', person, token)
      if (byMail) await sendInvitation(account, link, kept.hash)
      return { ok: true, id, link }
    } catch (error) {
      if (isDuplicateKey(error)) return inviteBefore(invitation)
      throw error
    }
  }

  /**
   * Returns the invitation that the same form has stored within the last minute; the address is taken for any other form, and
   * later. The letter is queued here too, because the first sending may have ended before it: there is one for the link.
   */
  async function inviteBefore({
    once,
    ...invitation
  }: Invitation): Promise<{ ok: true; id: string; link: string } | { ok: false; reason: 'taken' }> {
    const { email, name, role, locale } = invitation
    const account = once ? await AccountModel.findOne({ email, name, role, locale, deactivatedAt: null }).lean() : null
    const invited = account?.tokens?.invite
    if (!account?.linkSeed || !invited || !isSentTwice('invite', once, invited, clock.now())) return no('taken')
    const of = await linkOfForm(secrets, 'invite', { _id: account._id, seed: account.linkSeed }, once)
    // The installation's secret was replaced meanwhile.
    if (!of || hashToken(of.token) !== invited.hash) return no('taken')
    const link = linkPath('invite', account, of.token)
    await sendInvitation(account, link, invited.hash)
    return doneBefore({ ok: true, id: account._id.toHexString(), link })
  }

  /**
   * Sends a new link to somebody who has not chosen a password yet; the older one stops working. The same form (`once`), sent
   * twice within a minute, sends one. Throws "too many", and keeps the older one, when the mailbox has reached its hourly limit
   * of invitations.
   */
  async function inviteAgain(id: string, once?: string): Promise<void> {
    const person = await findInvited(id)
    const facts = { name: person.name, role: person.role }
    const letter = { kind: 'invite', template: 'invitation', facts, form: once } as const
    const sent = await sendNewLink({ clock, mail, secrets }, person, letter)
    if (sent === 'full') throw new AppError('too-many', 'account.mailbox-full')
    if (sent === 'before') doneBefore(undefined)
    else recordAccountAct(id, { action: 'account.invited_again' })
  }

  /** Returns such a link without sending it, for people with access to the machine. */
  async function renewInvitation(id: string): Promise<string> {
    const person = await findInvited(id)
    const link = linkPath('invite', person, await renewLink('invite', person._id, clock.now()))
    recordAccountAct(id, { action: 'account.invited_again' })
    return link
  }

  async function findInvited(id: string): Promise<Account> {
    const person = await AccountModel.findOne({ _id: id, passwordHash: null, deactivatedAt: null }).lean()
    if (!person) throw conflict('account.not-invited')
    return person
  }

  type Invited = Pick<Account, '_id' | 'email' | 'locale' | 'name' | 'role'>
  async function sendInvitation(person: Invited, link: string, key: string): Promise<void> {
    await sendLimitedLetter({ mail }, person, {
      template: 'invitation',
      link,
      key,
      facts: { name: person.name, role: person.role },
    })
  }

  /** Changes a role, for people with access to the machine. Pages need two administrators, see `appointmentsService`. */
  async function changeRole(id: string, to: AccountRole): Promise<Verdict<RoleFault>> {
    const person = await findExisting(id)
    const verdict = canChangeRole(person, to, await administrators.others(id))
    if (!verdict.ok) return verdict
    await updatePerson(person, inRole(to), { kind: 'role_changed', from: person.role, to })
    return administrators.keepOne(person)
  }

  async function mayChangeRole(id: string, to: AccountRole): Promise<Verdict<RoleFault>> {
    return canChangeRole(await findExisting(id), to, await administrators.others(id))
  }

  async function mayDeactivate(id: string) {
    return canDeactivate(await findExisting(id), await administrators.others(id))
  }

  async function deactivate(id: string, by?: string): Promise<Verdict<'already-deactivated' | 'last-administrator'>> {
    const person = await findExisting(id)
    const verdict = canDeactivate(person, await administrators.others(id))
    if (!verdict.ok) return verdict
    const closed = { deactivatedAt: clock.now(), workPhone: null }
    await changeWithoutPasswordlessAccess({ account: id, clock }, () =>
      updatePerson(person, closed, { kind: 'deactivated', ...(by ? { by } : {}) }),
    )
    return administrators.keepOne(person)
  }

  async function reactivate(id: string, by?: string): Promise<Verdict<'not-deactivated'>> {
    const person = await findExisting(id)
    if (!person.deactivatedAt || person.roleProposal?.invitation) return no('not-deactivated')
    await updatePerson(person, { deactivatedAt: null }, { kind: 'reactivated', ...(by ? { by } : {}) })
    return yes
  }

  /** The work phone number is removed when somebody leaves. */
  type PersonUpdate = ReturnType<typeof inRole> | { deactivatedAt: Date; workPhone: null } | { deactivatedAt: null }
  type Event = { kind: 'role_changed' | 'deactivated' | 'reactivated'; by?: string; from?: string; to?: string }

  /** Writes the change, its event and the end of all sessions at once. Throws `error.stale` after a concurrent change. */
  async function updatePerson(person: StoredPerson, values: PersonUpdate, event: Event): Promise<void> {
    const unchanged = { _id: person._id, role: person.role, sessionEpoch: person.sessionEpoch }
    const { modifiedCount } = await AccountModel.updateOne(unchanged, {
      $set: values,
      $inc: { sessionEpoch: 1 },
      $push: { history: { $each: [{ at: clock.now(), ...event }], $slice: -100 } },
    })
    if (modifiedCount === 0) throw conflict('error.stale')
    const { kind, from = null, to = null } = event
    recordAccountAct(person._id.toHexString(), { action: `account.${kind}`, before: from, after: to })
  }

  /** Returns the person a letter or a page is about, with the state of their account; null when there is no such account. */
  async function findContact(id: string): Promise<Contact | null> {
    const person = await findPerson(id)
    if (!person) return null
    const { email, name, locale, verifiedAt } = person
    return { email, name, locale, verified: Boolean(verifiedAt), state: asPerson(person).state }
  }

  /** Same as `findContact`, but throws "not found" when there is no such account. */
  async function contactOf(id: string): Promise<Contact> {
    const contact = await findContact(id)
    if (!contact) throw notFound()
    return contact
  }

  /** Returns those of these ids that have an account, whether or not it can still be used. */
  async function known(ids: readonly string[]): Promise<Set<string>> {
    const found = await AccountModel.find({ _id: mongoose.trusted({ $in: [...ids] }) }, { _id: 1 }).lean()
    return new Set(found.map(({ _id }) => _id.toHexString()))
  }

  /** Returns those of these ids that are no longer a colleague with one of the roles: closed, or with another role. */
  async function formerAmong(ids: readonly string[], roles: readonly AccountRole[]): Promise<Set<string>> {
    const requestedIds = [...new Set(ids)]
    if (requestedIds.length === 0) return new Set()
    const able = {
      _id: mongoose.trusted({ $in: requestedIds }),
      deactivatedAt: null,
      role: mongoose.trusted({ $in: [...roles] }),
    }
    const found = await AccountModel.find(able, { _id: 1 }).lean()
    const there = new Set(found.map(({ _id }) => _id.toHexString()))
    return new Set(requestedIds.filter(id => !there.has(id)))
  }

  /**
   * Returns colleagues with one of the roles, by name, to whom work can be given: not closed, and not invited without a
   * password yet. No other code lists such people.
   */
  async function colleagues(roles: readonly StaffRole[]): Promise<{ id: string; name: string; role: AccountRole }[]> {
    const filter = {
      role: mongoose.trusted({ $in: [...roles] }),
      deactivatedAt: null,
      passwordHash: mongoose.trusted({ $type: 'string' as const }),
    }
    const found = await AccountModel.find(filter, { name: 1, role: 1 }).sort({ name: 1 }).lean()
    return found.map(({ _id, name, role }) => ({ id: _id.toHexString(), name, role }))
  }

  return {
    list: listPeople,
    get,
    historyOf,
    invite,
    inviteAgain,
    renewInvitation,
    changeRole,
    mayChangeRole,
    deactivate,
    mayDeactivate,
    reactivate,
    findContact,
    contactOf,
    known,
    formerAmong,
    colleagues,
    /** Returns the administrators who can sign in, with their addresses and languages. */
    administrators: () => administrators.whom(),
  }
}

const findPerson = (id: string): Promise<StoredPerson | null> => AccountModel.findOne({ _id: id }, personFields).lean()

async function findExisting(id: string): Promise<StoredPerson> {
  const person = await findPerson(id)
  if (!person) throw notFound()
  return person
}

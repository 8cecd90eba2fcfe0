import { randomUUID } from 'node:crypto'
import mongoose from 'mongoose'
import { AccountModel, type Account } from '#models/accounts/account.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { linkFilter, linkPath, renewLink, type LinkDeps } from './links.ts'
import { linkLifeMs } from './rules.ts'
import { recordAccountAct } from './people/audit.ts'

/** Days in which a deletion can be cancelled. */
export const deletionGraceDays = linkLifeMs.keep / 86_400_000
const batchSize = 50

/** A person whose account is being deleted. `erasing`: some of their data may be gone already. */
export type Leaver = { id: string; email: string; name: string; locale: Locale; verified: boolean; erasing: boolean }
type LeavingAccount = Pick<Account, '_id' | 'email' | 'name' | 'locale' | 'verifiedAt' | 'deletion' | 'deactivatedAt'>

const { trusted } = mongoose
const fields = { email: 1, name: 1, locale: 1, verifiedAt: 1, deletion: 1, deactivatedAt: 1 } as const
const eventAt = (at: Date, kind: 'deletion_asked' | 'deletion_called_off') => ({
  $push: { history: { $each: [{ at, kind }], $slice: -100 } },
})

/** Handles the deletion of an applicant's account: request, cancelling, the account itself. `privacy` deletes the rest. */
export function leavingService({ clock, mail }: LinkDeps) {
  /** Starts the days in which the deletion can be cancelled; returns their end. Repeated calls do nothing. Not for staff. */
  async function askForDeletion(id: string): Promise<Date> {
    const askedAt = clock.now()
    const updated = await AccountModel.findOneAndUpdate(
      { _id: id, role: 'applicant', deactivatedAt: null, deletion: null },
      {
        $set: { deletion: { askedAt, dueAt: new Date(askedAt.getTime() + linkLifeMs.keep) } },
        ...eventAt(askedAt, 'deletion_asked'),
      },
      { returnDocument: 'after', projection: fields },
    ).lean<LeavingAccount>()
    if (updated) recordAccountAct(id, { action: 'account.deletion_asked' })
    if (updated) await sendDeletionLetter(updated)
    const current = updated ?? (await AccountModel.findOne({ _id: id }, fields).lean<LeavingAccount>())
    return current?.deletion?.dueAt ?? askedAt
  }

  /** Sends the letter with the link to cancel. After a crash there may be two letters; then the second link works. */
  async function sendDeletionLetter({ _id, email, locale, deletion }: LeavingAccount): Promise<void> {
    const now = clock.now()
    const link = linkPath('keep', { locale }, await renewLink('keep', _id, now))
    const facts = { link, day: formatDay(locale, deletion?.dueAt ?? now) }
    const cause = `account:${_id.toHexString()}:deletion-asked:${randomUUID()}`
    await mail.queue({ cause, to: email, locale, template: 'deletion-asked', facts })
    await AccountModel.updateOne({ _id }, { $set: { 'deletion.toldAt': now } })
  }

  /** Sends the letter to people for whom a crash prevented queuing it. */
  async function tellUntold(): Promise<void> {
    const askedBefore = new Date(clock.now().getTime() - 60_000)
    const untold = { 'deletion.dueAt': trusted({ $gt: clock.now() }), 'deletion.toldAt': null }
    const found = await AccountModel.find({ ...untold, 'deletion.askedAt': trusted({ $lt: askedBefore }) }, fields)
      .limit(batchSize)
      .lean<LeavingAccount[]>()
    for (const account of found) await sendDeletionLetter(account)
  }

  const cancelDeletion = async (filter: object): Promise<boolean> => {
    const stillOpen = { 'deletion.askedAt': trusted({ $exists: true }), 'deletion.closedAt': null }
    const cancelled = await AccountModel.findOneAndUpdate(
      { ...filter, ...stillOpen },
      { $unset: { deletion: 1, 'tokens.keep': 1 }, ...eventAt(clock.now(), 'deletion_called_off') },
      { projection: { _id: 1 } },
    ).lean()
    if (cancelled) recordAccountAct(cancelled._id.toHexString(), { action: 'account.deletion_called_off' })
    return cancelled !== null
  }

  /** Cancels a deletion. Returns false when there is none, or when it is too late. */
  const keepAccount = (id: string): Promise<boolean> => cancelDeletion({ _id: id })
  const keepByLink = (token: string): Promise<boolean> => cancelDeletion(linkFilter('keep', token, clock.now()))
  /** Checks whether a link still works. Changes nothing. */
  const canKeep = async (token: string): Promise<boolean> =>
    Boolean(await AccountModel.exists(linkFilter('keep', token, clock.now())))

  /** Returns accounts whose time is over, including those a killed process left half deleted. */
  async function dueForDeletion(): Promise<string[]> {
    const due = { 'deletion.dueAt': trusted({ $lte: clock.now() }) }
    const found = await AccountModel.find(due, { _id: 1 }).sort({ 'deletion.dueAt': 1 }).limit(batchSize).lean()
    return found.map(({ _id }) => _id.toHexString())
  }

  /** Closes the account and ends all its sessions. Returns null when the holder cancelled at the last moment. */
  async function closeForDeletion(id: string): Promise<Leaver | null> {
    const now = clock.now()
    const due = { _id: id, 'deletion.dueAt': trusted({ $lte: now }) }
    const open = { ...due, 'deletion.closedAt': null }
    await AccountModel.updateOne(
      { ...open, deactivatedAt: null },
      { $set: { 'deletion.closedAt': now, deactivatedAt: now }, $inc: { sessionEpoch: 1 } },
    )
    // For accounts that an administrator closed before.
    await AccountModel.updateOne(open, { $set: { 'deletion.closedAt': now } })
    const account = await AccountModel.findOne(due, fields).lean<LeavingAccount>()
    return account && asLeaver(account)
  }

  /** Restores the account when the deletion is refused, as long as nothing has been erased. */
  async function reopenAfterRefusal(id: string): Promise<void> {
    const closed = await AccountModel.findOne({ _id: id, 'deletion.erasingSince': null }, fields).lean<LeavingAccount>()
    if (!closed?.deletion) return
    const byUs = closed.deactivatedAt?.getTime() === closed.deletion.closedAt?.getTime()
    await AccountModel.updateOne(
      { _id: id, 'deletion.erasingSince': null },
      {
        ...(byUs ? { $set: { deactivatedAt: null } } : {}),
        $unset: { deletion: 1, 'tokens.keep': 1 },
        ...eventAt(clock.now(), 'deletion_called_off'),
      },
    )
  }

  async function beginErasing(id: string): Promise<void> {
    const closed = { _id: id, 'deletion.closedAt': trusted({ $exists: true }), 'deletion.erasingSince': null }
    await AccountModel.updateOne(closed, { $set: { 'deletion.erasingSince': clock.now() } })
  }

  /** Deletes the account as the last step. Its e-mail address is then free for a new account. */
  async function removeAccount(id: string): Promise<void> {
    await AccountModel.deleteOne({ _id: id, 'deletion.erasingSince': trusted({ $exists: true }) })
  }

  const asking = { askForDeletion, tellUntold, keepAccount, keepByLink, canKeep }
  return { ...asking, dueForDeletion, closeForDeletion, reopenAfterRefusal, beginErasing, removeAccount }
}

const asLeaver = ({ _id, email, name, locale, verifiedAt, deletion }: LeavingAccount): Leaver => ({
  id: _id.toHexString(),
  email,
  name,
  locale,
  verified: Boolean(verifiedAt),
  erasing: Boolean(deletion?.erasingSince),
})

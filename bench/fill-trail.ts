import { trusted } from 'mongoose'
import { AccountModel } from '../models/accounts/account.ts'
import { AuditEntryModel, AuditHeadModel, type AuditEntry } from '../models/audit/audit-entry.ts'
import { chainEntries, contentOf } from '../server/features/audit/chain.ts'
import type { Act, Action, SubjectKind } from '../server/outside/audit.ts'
import { buildIndexes, openDatabase } from '../server/outside/database/database.ts'

type Kind = [kind: SubjectKind, action: Action, share: number]
/** Acts of a city's office over some years, in per cent; the last ones are rare. */
const acts: readonly Kind[] = [
  ['premises', 'premises.changed', 40],
  ['application', 'application.moved', 20],
  ['document', 'document.read', 15],
  ['session', 'signed-in', 12],
  ['enquiry', 'enquiry.reply-mail', 8],
  ['tenancy', 'tenancy.changed', 4],
  ['account', 'account.role_changed', 1],
]
const wheel = acts.flatMap(act => Array<Kind>(act[2]).fill(act))
const batch = 5_000
const fiveYears = 5 * 366 * 86_400_000

/** Stores so many chained entries in a seeded folder and returns the ids of the accounts that act in them. */
export async function fillTrail(folder: string, count: number): Promise<string[]> {
  const database = await openDatabase(`mongodb_embedded://${folder}/db`)
  await buildIndexes()
  const staff = await AccountModel.find({ role: trusted({ $ne: 'applicant' }) }, { _id: 1, role: 1 }).lean()
  const people = staff.map(({ _id, role }) => ({ id: _id.toHexString(), role }))
  let last: Pick<AuditEntry, '_id' | 'hash'> = (await AuditEntryModel.findOne().sort({ _id: -1 }).lean()) ?? {
    _id: 0,
    hash: '0'.repeat(64),
  }
  const began = Date.now() - fiveYears
  for (let first = 0; first < count; first += batch) {
    const contents = Array.from({ length: Math.min(batch, count - first) }, (_, index) => {
      const number = first + index
      return contentOf(anAct(number, people), new Date(began + (number / count) * fiveYears))
    })
    const entries = chainEntries(last, contents)
    await AuditEntryModel.collection.insertMany(entries as never)
    last = entries.at(-1) ?? last
  }
  await AuditHeadModel.updateOne({ _id: 'head' }, { $set: { number: last._id, hash: last.hash } }, { upsert: true })
  await database.close()
  return people.map(({ id }) => id)
}

/** Returns an act, spread without a pattern that an index could profit from, and the same in every run. */
function anAct(number: number, people: readonly { id: string; role: string }[]): Act {
  const pick = <T>(items: readonly T[], salt: number): T =>
    items[(Math.imul(number + 1, 2_654_435_761) >>> salt) % items.length] as T
  const [kind, action] = pick(wheel, 3)
  // One act in a thousand is refused, but never one of a document.
  const refused = number % 1_000 === 0 && kind !== 'document'
  const code = `SFH-A-${String((Math.imul(number + 7, 2_246_822_519) >>> 5) % 20_000).padStart(5, '0')}`
  return {
    action: refused ? 'refused' : action,
    outcome: refused ? 'refused' : 'done',
    subject: { kind, id: code, label: code },
    who: number % 5 === 0 ? { id: null, role: 'system' } : pick(people, 9),
    changes: [{ field: 'status', before: 'available', after: 'paused' }],
    requestId: `request-${number}`,
    route: 'POST /staff/premises/:code',
    last: true,
  }
}

import mongoose, { trusted } from 'mongoose'
import { EarlierTenancyModel } from '#models/tenancies/earlier-tenancy.ts'
import { endedTenancyStates, TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import type { HistoryEvent } from '#models/parts/history.ts'
import { recordAudit } from '#outside/audit.ts'
import { addMonths, cityDayOf, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { subjectOf } from './change.ts'
import type { Deps } from './ports.ts'

/** Tenancies handled in one run. The job runs again for the rest. */
const batchSize = 200
const erasedText = '—'

/**
 * Anonymises tenancies that ended this many months ago, and the contract and handover record in their application. The
 * application comes first, so that after a crash the tenancy is still found. Returns their number.
 */
export async function anonymiseOldTenancies(
  { clock, cases }: Pick<Deps, 'clock' | 'cases'>,
  months: number,
): Promise<number> {
  const before = startOfCityDay(addMonths(cityDayOf(clock.now()), -months))
  const old = { state: trusted({ $in: [...endedTenancyStates] }), stateSince: trusted({ $lt: before }) }
  let done = await anonymiseEarlier(addMonths(cityDayOf(clock.now()), -months))
  for await (const was of TenancyModel.find({ anonymisedAt: null, ...old })
    .lean<Tenancy[]>()
    .cursor()) {
    if (await cases.retention.forgetContract(was.application.toHexString())) done += await anonymise(was, clock.now())
  }
  return done
}

/** Anonymises tenancies from before the site; their days and rent stay. */
async function anonymiseEarlier(before: CityDay): Promise<number> {
  const old = { state: 'ended' as const, endedOn: trusted({ $lt: before }) }
  const named = { ...old, $or: [{ tenant: trusted({ $ne: '' }) }, { terms: trusted({ $ne: '' }) }] }
  let done = 0
  for (const { _id, premises } of await EarlierTenancyModel.find(named, { premises: 1 }).limit(batchSize).lean()) {
    await EarlierTenancyModel.updateOne({ _id }, { $set: { tenant: '', terms: '' }, $inc: { revision: 1 } })
    const subject = { kind: 'earlier-tenancy' as const, id: _id.toHexString(), label: premises }
    recordAudit({ action: 'tenancy.anonymised', subject })
    done += 1
  }
  return done
}

/**
 * Anonymises a tenancy with one guarded write. `changeTenancy` is not used because this also changes the history, which
 * nothing else may.
 */
async function anonymise(was: Tenancy, at: Date): Promise<number> {
  const { modifiedCount } = await TenancyModel.updateOne(
    { _id: was._id, state: was.state, revision: was.revision },
    {
      $set: { ...anonymisedFields(was), anonymisedAt: at },
      $unset: { party: 1, formerParties: 1, searchTerms: 1, renewal: 1, breach: 1, proposal: 1 },
      $inc: { revision: 1 },
    },
  )
  if (modifiedCount > 0) recordAudit({ action: 'tenancy.anonymised', subject: subjectOf(was) })
  return modifiedCount
}

/** Keeps what figures are computed from: days, turnover, jobs, grounds. Removes everything that people wrote. */
const anonymisedFields = ({ reports, inspections, pauses, termination, exit, events }: Tenancy): Partial<Tenancy> => ({
  tenant: new mongoose.Types.ObjectId(),
  nextDueOn: null,
  unreadReports: null,
  dutyReports: null,
  ...(exit ? { exit: { ...exit, condition: erasedText, defects: '' } } : {}),
  reports: reports.map(report => ({ ...report, note: '' })),
  inspections: inspections.map(inspection => ({
    ...inspection,
    note: '',
    noteWriting: null,
    findings: inspection.findings.map(({ answers: _said, textZh: _zh, writing: _how, ...finding }) => ({
      ...finding,
      text: erasedText,
    })),
  })),
  pauses: pauses.map(({ writing: _how, ...pause }) => ({ ...pause, reason: erasedText })),
  ...(termination ? { termination: { ground: termination.ground, reason: erasedText } } : {}),
  events: events.map(namelessEvent),
})

function namelessEvent(event: HistoryEvent): HistoryEvent {
  const { by } = event
  return { ...event, reason: null, writing: null, note: null, by: by.kind === 'applicant' ? { kind: by.kind } : by }
}

import mongoose from 'mongoose'
import { ApplicationModel } from '../../../../models/cases/application.ts'
import type { Tenancy } from '../../../../models/tenancies/tenancy.ts'
import type { Services } from '../../../../server/services.ts'
import { addDays, addMonths, type CityDay } from '../../../../server/shared/days/city-day.ts'
import { aTenancy } from '../../../factories/tenancies.ts'

/**
 * `trouble` is reached by the acts of an officer, so that the history says what it interrupts, and the office may end it.
 */
type Stage = NonNullable<Parameters<typeof aTenancy>[1]> & {
  trouble?: 'breach' | 'cured breach' | 'pause' | 'ended pause'
}
export type Person = { _id: mongoose.Types.ObjectId; name: string }
/** Ids of tenancies; the tenants of `nameless` ones are anonymised. */
export type StoredTenancies = { tenancies: string[]; nameless: string[] }

/** Stores tenancies of an applicant in every state after the handover, as of `today`. `reviewer` proposes and interrupts. */
export async function storeTenancies(
  services: Services,
  { applicant, reviewer, today }: { applicant: Person; reviewer: Person; today: CityDay },
): Promise<StoredTenancies> {
  const stored: StoredTenancies = { tenancies: [], nameless: [] }
  for (const [number, { trouble, ...state }] of statesOn(today, reviewer).entries()) {
    const premises = `SFH-A-${String(8000 + number)}`
    const tenant = state.anonymisedAt ? new mongoose.Types.ObjectId() : applicant._id
    const { id, application } = await aTenancy(services, { premises, ...state, tenant })
    await ApplicationModel.updateOne({ _id: application }, { $set: { applicant: tenant } })
    if (trouble) await interrupt(services, { id, trouble, reviewer, today })
    stored[state.anonymisedAt ? 'nameless' : 'tenancies'].push(id)
  }
  return stored
}

type Interruption = { id: string; trouble: NonNullable<Stage['trouble']>; reviewer: Person; today: CityDay }

async function interrupt({ tenancies }: Services, { id, trouble, reviewer, today }: Interruption): Promise<void> {
  const { moves } = tenancies
  const actor = { kind: 'reviewer' as const, id: reviewer._id.toHexString(), name: reviewer.name }
  const reason = 'Закрыт запасной выход.'
  const original = '安全出口被堵。'
  const writing = { language: 'ru' as const, original: { language: 'zh' as const, text: original } }
  if (trouble.endsWith('breach')) {
    const [inspection] = (await tenancies.records.forStaff(id)).inspections
    const finding = inspection?.findings[0]?._id.toHexString()
    await moves.startBreach(id, actor, { reason, writing, cureBy: addDays(today, 9), finding })
    if (trouble === 'cured breach') await moves.cureBreach(id, actor, { note: '已整改。' })
  } else {
    const days = { from: addDays(today, -9), plannedTo: addDays(today, 20) }
    await moves.suspend(id, actor, { ...days, reason: 'Ремонт улицы.' })
    if (trouble === 'ended pause') await moves.resume(id, actor, { to: addDays(today, -2) })
  }
}

/** Returns each state of a tenancy, some of them twice: before and after an answer, during a trouble and after it. */
function statesOn(today: CityDay, reviewer: Person): Stage[] {
  const begun = { handoverOn: addDays(today, -200) }
  const trading = { ...begun, state: 'trading' as const }
  const ending = { handoverOn: addMonths(today, -35), state: 'expiring' as const }
  const ended = { handoverOn: addMonths(today, -30), leavesOn: addDays(today, -5) }
  return [
    { state: 'handover', handoverOn: addDays(today, -3) },
    { state: 'fit_out', handoverOn: addDays(today, -80) },
    { ...trading, inspections: inspectionsOn(today), reports: [reportBefore(today)], unreadReports: [1] },
    ending,
    { ...ending, renewal: { at: new Date(), wish: 'renew', letter: 'Хотим остаться ещё на год.' } },
    { ...ending, proposal: proposalOf(reviewer, addMonths(today, 13)) },
    { ...trading, termination: { ...terminated, appealUntil: addDays(today, 30) } },
    { ...trading, termination: { ...terminated, appealUntil: addDays(today, 30), appeal } },
    { ...trading, trouble: 'breach', inspections: inspectionsOn(today) },
    { ...trading, trouble: 'cured breach' },
    { ...trading, trouble: 'pause' },
    { ...trading, trouble: 'ended pause' },
    { ...begun, state: 'notice', leavesOn: addDays(today, 20) },
    { ...begun, state: 'notice', leavesOn: today, exit: exitOn(today) },
    { ...ended, state: 'vacated', exit: { ...exitOn(addDays(today, -5)), needsWork: true, defects: 'Крыша' } },
    { ...ended, state: 'terminated', termination: terminated },
    { ...ended, state: 'terminated', termination: { ...terminated, appealUntil: today, appeal: dismissed } },
    { ...ended, state: 'vacated', exit: exitOn(addDays(today, -5)), anonymisedAt: new Date() },
    { ...begun, state: 'renewed', handoverOn: addMonths(today, -37) },
    { ...ending, state: 'converted_to_paid', paid: rentFrom(addDays(today, 30)) },
  ]
}

const newId = () => new mongoose.Types.ObjectId()

function inspectionsOn(today: CityDay): Tenancy['inspections'] {
  const on = addDays(today, -10)
  const finding = (text: string) => ({ _id: newId(), text, cureBy: addDays(today, 6) })
  const answers = [{ at: new Date(), text: 'Выход открыли.', files: [] }]
  const findings = [
    finding('Закрыт выход'),
    { ...finding('Нет вывески'), answers },
    { ...finding('Пыль'), curedOn: on },
  ]
  return [
    { _id: newId(), kind: 'planned', state: 'held', on, note: 'Пришли вдвоём.', findings },
    { _id: newId(), kind: 'planned', state: 'planned', on: addDays(today, 12), note: '', findings: [] },
  ]
}

const reportBefore = (today: CityDay) => ({
  _id: newId(),
  number: 1,
  turnoverFen: 12_000_050,
  foreignJobs: 1,
  localJobs: 2,
  note: 'Начало',
  at: new Date(`${addDays(today, -100)}T04:00:00Z`),
})
const proposalOf = ({ _id, name }: Person, day: CityDay) => ({
  key: 'proposed',
  act: 'renewal' as const,
  by: { id: _id.toHexString(), name },
  at: new Date(),
  day,
  reason: 'Магазин работает хорошо.',
  reasonZh: '店铺经营良好。',
})
const terminated = { ground: 'sublet' as const, reason: 'Помещение сдано другому.', reasonZh: '房屋擅自转租。' }
const appeal = { at: new Date(), text: 'Мы никому его не сдавали.' }
const dismissed = { ...appeal, answeredAt: new Date(), answer: 'Жильцы видели других людей.' }
const exitOn = (on: CityDay) => ({ on, electricityMeter: 9, condition: '整洁', defects: '', needsWork: false })
const rentFrom = (from: CityDay) => ({
  from,
  rentPerSqMMonthFen: 1_500,
  areaUsableSqM: 64.5,
  rentMonthFen: 96_750,
  frozenAt: new Date(),
})

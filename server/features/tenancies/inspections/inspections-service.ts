import { Types } from 'mongoose'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { Finding, Inspection, InspectionKind } from '#models/tenancies/tenancy-parts.ts'
import type { Writing } from '#models/parts/writing.ts'
import { doneBefore } from '#outside/audit.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { translatorFor, type Reader } from '#shared/texts/i18n.ts'
import { formatPresentedText, presentText } from '#shared/texts/writing.ts'
import type { Intake } from '#features/documents/document-intake.ts'
import { unreadAnswers } from '../duties/duties.ts'
import { changeTenancy, requireOfficer, mailEffect, readTenancy, takeInEffects } from '../change.ts'
import { dropRepeatedFiles, storePendingFiles } from '../renewal/renewal-intake.ts'
import { createDayChecks } from '../duties/days.ts'
import { requireLive } from '../duties/milestones-service.ts'
import type { Deps } from '../ports.ts'
import type { TenancyActor } from '../states.ts'
import { isNoteOf } from './planned-note.ts'
import { findingTexts, wordedFinding, type ReadyFinding } from './ready-findings.ts'

/** A finding has a ready text, own words, or both; the tenant reads them in this order. */
export type NewFinding = {
  ready?: ReadyFinding | undefined
  text: string
  writing?: Writing | undefined
  cureBy: CityDay
  /** Index of its row in the form. */
  index?: number
}
type NoteInput = { note: string; noteWriting?: Writing | undefined }

/** Inspections and their findings. The tenant is told of an unannounced one only after it took place. */
export function inspectionsService({ accounts, clock, documents }: Pick<Deps, 'accounts' | 'clock' | 'documents'>) {
  const { requirePast, requireFuture } = createDayChecks(clock)

  /** Plans an inspection. The same one planned twice, as by a form sent twice, is stored and announced once. */
  async function plan(
    id: string,
    actor: TenancyActor,
    { kind, on, ...noted }: NoteInput & { kind: InspectionKind; on: CityDay },
  ): Promise<Tenancy> {
    const was = await forOfficer(id, actor)
    requireFuture(on)
    if (
      was.inspections.some(
        one => one.state === 'planned' && one.kind === kind && one.on === on && one.note === noted.note,
      )
    )
      return doneBefore(was)
    const inspection: Inspection = {
      _id: new Types.ObjectId(),
      kind,
      state: 'planned',
      on,
      ...notedAs(noted),
      findings: [],
    }
    const announced = kind === 'planned'
    const note = noteForLetter(await readerOf(was), noted)
    return changeTenancy({
      was,
      kind: announced ? 'inspection-planned' : 'inspection-unannounced',
      actor,
      at: clock.now(),
      set: { inspections: [...was.inspections, inspection] },
      told: [noted.noteWriting],
      effects: announced ? [mailEffect('tenancy-inspection-planned', { day: on, note })] : [],
    })
  }

  async function cancel(id: string, actor: TenancyActor, inspection: string): Promise<Tenancy> {
    const was = await forOfficer(id, actor)
    const planned = find(was, inspection)
    const announced = planned.kind === 'planned'
    return changeTenancy({
      was,
      kind: announced ? 'inspection-cancelled' : 'inspection-unannounced-cancelled',
      actor,
      at: clock.now(),
      set: { inspections: replaced(was, { ...planned, state: 'cancelled' }) },
      effects: announced ? [mailEffect('tenancy-inspection-cancelled', { day: planned.on })] : [],
    })
  }

  /** Records an inspection that took place. Each finding has its own deadline; without findings everything was in order. */
  async function record(
    id: string,
    actor: TenancyActor,
    record: NoteInput & { inspection: string; on: CityDay; findings: readonly NewFinding[] },
  ): Promise<Tenancy> {
    const was = await forOfficer(id, actor)
    const planned = find(was, record.inspection)
    requirePast(record.on, was)
    for (const { cureBy, index } of record.findings) requireFuture(cureBy, { finding: index })
    const reader = await readerOf(was)
    const findings = record.findings.map(({ cureBy, ...said }) => ({
      _id: new Types.ObjectId(),
      cureBy,
      ...wordedFinding(reader.locale, said),
    }))
    const held: Inspection = { ...planned, state: 'held', on: record.on, ...noteOfRecord(planned, record), findings }
    const list = findings.map(finding => `— ${formatPresentedText(presentText(reader, finding))}`).join('\n')
    const facts = { day: record.on, count: String(findings.length), list }
    return changeTenancy({
      was,
      kind: 'inspection-held',
      told: [record.noteWriting, ...record.findings.map(({ writing }) => writing)],
      actor,
      at: clock.now(),
      set: { inspections: replaced(was, held) },
      effects: [mailEffect(findings.length > 0 ? 'tenancy-inspection-findings' : 'tenancy-inspection-clean', facts)],
    })
  }

  async function cureFinding(
    id: string,
    actor: TenancyActor,
    { finding: findingId, curedOn }: { finding: string; curedOn: CityDay },
  ): Promise<Tenancy> {
    const was = await forOfficer(id, actor)
    requirePast(curedOn, was)
    const { inspection, finding } = openFinding(was, findingId)
    const findings = inspection.findings.map(existing => (existing === finding ? { ...finding, curedOn } : existing))
    const findingText = formatPresentedText(findingTexts(await readerOf(was), finding))
    return changeTenancy({
      was,
      kind: 'finding-cured',
      actor,
      at: clock.now(),
      reason: finding.text,
      writing: finding.writing,
      repeats: true,
      set: { inspections: replaced(was, { ...inspection, findings }) },
      effects: [mailEffect('tenancy-finding-cured', { finding: findingText, day: curedOn })],
    })
  }

  /**
   * Stores the tenant's answer to an open finding, with the photos that the same write takes in. Further answers are kept beside
   * the first; an answer sent twice is stored once.
   */
  async function answerFinding(
    id: string,
    actor: TenancyActor,
    { finding: findingId, text, arrived }: { finding: string; text: string; arrived?: Intake },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    if (actor.kind !== 'applicant') throw conflict('tenancy.refused.not-yours')
    requireLive(was)
    const { inspection, finding } = openFinding(was, findingId)
    const at = clock.now()
    const sent = (finding.answers ?? []).flatMap(({ files }) => files)
    const files = arrived ? await dropRepeatedFiles({ documents }, { was, sent, arrived }) : []
    const last = finding.answers?.at(-1)
    if (last && !last.readAt && last.text === text && files.length === 0) return was
    const answered = { ...finding, answers: [...(finding.answers ?? []), { at, text, files }] }
    const findings = inspection.findings.map(existing => (existing === finding ? answered : existing))
    const effects = takeInEffects(arrived, { files, at })
    const set = { inspections: replaced(was, { ...inspection, findings }) }
    const changed = await changeTenancy({ was, kind: 'finding-answered', actor, at, reason: text, set, effects })
    await storePendingFiles({ documents }, changed)
    return changed
  }

  /** Marks the answers given up to an instant as read, which removes them from the desk. Later ones stay unread. */
  async function readAnswers(id: string, actor: TenancyActor, { upTo }: { upTo: Date }): Promise<Tenancy> {
    const was = await forOfficer(id, actor)
    const read = unreadAnswers(was).filter(({ answer }) => answer.at <= upTo)
    if (read.length === 0) throw conflict('tenancy.refused.no-such-move')
    const readAt = clock.now()
    const marked = new Set(read.map(({ answer }) => answer))
    const inspections = was.inspections.map(inspection => ({
      ...inspection,
      findings: inspection.findings.map(({ answers, ...finding }) => ({
        ...finding,
        ...(answers ? { answers: answers.map(answer => (marked.has(answer) ? { ...answer, readAt } : answer)) } : {}),
      })),
    }))
    return changeTenancy({ was, kind: 'answers-read', actor, at: readAt, set: { inspections } })
  }

  async function readerOf({ tenant }: Tenancy): Promise<Reader> {
    const locale = (await accounts.people.findContact(tenant.toHexString()))?.locale ?? 'zh'
    return { locale, t: translatorFor(locale) }
  }

  async function forOfficer(id: string, actor: TenancyActor): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    requireOfficer(actor)
    requireLive(was)
    return was
  }

  return { plan, cancel, record, cureFinding, answerFinding, readAnswers }
}

/** Returns a note and how it was written; both replace the previous ones. */
const notedAs = ({ note, noteWriting }: NoteInput) => ({ note, noteWriting: noteWriting ?? null })

/** Returns the note of the held inspection. The planned note and its writing stay unless a different text is given now. */
const noteOfRecord = (planned: Inspection, record: NoteInput) =>
  planned.noteWriting && !record.noteWriting && isNoteOf(planned, record.note) ? {} : notedAs(record)

const noteForLetter = (reader: Reader, { note: text, noteWriting: writing }: NoteInput): string =>
  formatPresentedText(presentText(reader, { text, writing }))

function openFinding({ inspections }: Tenancy, findingId: string): { inspection: Inspection; finding: Finding } {
  const inspection = inspections.find(({ findings }) => findings.some(({ _id }) => _id.toHexString() === findingId))
  const finding = inspection?.findings.find(({ _id }) => _id.toHexString() === findingId)
  if (!inspection || !finding) throw notFound()
  if (finding.curedOn) throw conflict('tenancy.finding-gone')
  return { inspection, finding }
}

function find({ inspections }: Tenancy, inspectionId: string): Inspection {
  const inspection = inspections.find(({ _id }) => _id.toHexString() === inspectionId)
  if (!inspection) throw notFound()
  if (inspection.state !== 'planned') throw conflict('tenancy.inspection-over')
  return inspection
}

const replaced = ({ inspections }: Tenancy, by: Inspection): Inspection[] =>
  inspections.map(inspection => (inspection._id.equals(by._id) ? by : inspection))

import { pathTo } from '#server/paths.ts'
import type { HandoverRecord } from '#models/cases/parts/handover-record.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { partyFields, type Party } from '#models/parts/party.ts'
import { inspectionKinds, terminationGrounds } from '#models/tenancies/tenancy-parts.ts'
import { addDays, addMonths } from '#shared/days/city-day.ts'
import { formatInstant, formatMoney } from '#shared/texts/format.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import { openFindings, unreadAnswers } from '../duties/duties.ts'
import { reportsAbout } from '../duties/duty-reports.ts'
import { findingAsLine } from '../inspections/ready-findings.ts'
import { freeTextExtent } from '../texts/form-fields.ts'
import type { FieldSpec } from '../texts/form-view.ts'
import { meterFacts, meters, type Fact } from '../texts/tenancy-text.ts'
import { filesOf } from '../renewal/renewal-files.ts'
import { lateMilestones } from '../rules.ts'
import { dot } from '#shared/texts/facts.ts'
import type { FormFailure } from '#web/forms/forms.ts'
import type { Recipient } from '#web/writing/view.ts'
import type { LeaseAction } from './actions.ts'
import { rentFacts, rentField, rentSources, type RentInput } from './rent.ts'
import { dayInWords, type TenancyReader } from './labels.ts'

/** What a form is made from: the tenancy, for rent its listing, for answers with photos the application's documents. */
export type FormInput = RentInput & {
  documents?: readonly ScannedDocument[]
  /** For the exit inspection: what was recorded at the handover; null where nothing was. */
  handover?: HandoverRecord | null
  /** The refused form. */
  failure?: FormFailure | null
  /** The tenant as a recipient; null when the account was deleted. */
  recipient?: Recipient | null
}

const reason: FieldSpec = { name: 'reason', kind: 'area', told: freeTextExtent }
/** Reasons of a decision that is sent as a letter: in the tenant's language and in Chinese. */
const reasons: FieldSpec[] = [
  { name: 'reason', kind: 'area', hint: 'tenancy.field.reason.language' },
  { name: 'reasonZh', kind: 'area', optional: true },
]
/** Default lengths of deadlines in days. */
const defaultDays = { cure: 14, notice: 30 }

/** Returns the fields of an action with their initial values. */
export function fieldsOfAction(action: LeaseAction, making: FormInput): FieldSpec[] {
  return fieldsByAction[action]?.(making) ?? []
}

const fieldsByAction: Partial<Record<LeaseAction, (making: FormInput) => FieldSpec[]>> = {
  opening: ({ reader: { today }, tenancy }) => [
    {
      name: 'on',
      kind: 'day',
      start: reportsAbout(tenancy, 'opening-1').at(-1)?.on ?? today,
      label: 'tenancy.field.openedOn',
    },
  ],
  renewal: ({ tenancy }) => [{ name: 'until', kind: 'day', start: addMonths(tenancy.rentFreeUntil, 12) }, ...reasons],
  paid: making => [
    { name: 'from', kind: 'day', start: addDays(making.tenancy.rentFreeUntil, 1), label: 'tenancy.field.paidFrom' },
    ...rentField(making),
    ...reasons,
  ],
  party: ({ tenancy: { party } }) => [
    ...partyFields.map((name): FieldSpec => ({
      name,
      start: party?.[name] ?? '',
      optional: name !== 'nameLatin',
    })),
    { name: 'reason', kind: 'area', hint: 'tenancy.field.reason.mailed' },
    { name: 'reasonZh', kind: 'area', optional: true, hint: 'tenancy.field.reasonZh.internal' },
  ],
  notice: ({ reader: { today } }) => [
    { name: 'leavesOn', kind: 'day', start: addDays(today, defaultDays.notice) },
    reason,
  ],
  breach: ({ reader, tenancy }) => [
    ...findingChoice(reader, tenancy),
    reason,
    { name: 'cureBy', kind: 'day', start: addDays(reader.today, defaultDays.cure) },
  ],
  cured: () => [{ name: 'note', kind: 'area', rows: 3, optional: true, hint: 'tenancy.field.staff-only' }],
  pause: ({ reader: { today } }) => [
    { name: 'from', kind: 'day', start: today, label: 'tenancy.field.pauseFrom' },
    { name: 'plannedTo', kind: 'day', optional: true },
    reason,
  ],
  resume: ({ reader: { today } }) => [{ name: 'to', kind: 'day', start: today, label: 'tenancy.field.pauseTo' }],
  termination: ({ reader: { t } }) => [
    {
      name: 'ground',
      kind: 'radios',
      options: terminationGrounds.map(value => ({ value, label: t(`tenancy.ground.${value}`) })),
    },
    ...reasons,
  ],
  appeal: ({ reader: { t } }) => [
    {
      name: 'outcome',
      kind: 'radios',
      options: (['upheld', 'dismissed'] as const).map(value => ({ value, label: t(`tenancy.appeal.${value}`) })),
    },
    reason,
  ],
  inspection: ({ reader: { t, today } }) => [
    {
      name: 'kind',
      kind: 'radios',
      start: 'planned',
      options: inspectionKinds.map(value => ({
        value,
        label: t(`tenancy.inspection.${value}`),
        hint: t(`tenancy.inspection.${value}.hint`),
      })),
    },
    { name: 'on', kind: 'day', start: addDays(today, 7), label: 'tenancy.field.inspectionOn' },
    {
      name: 'note',
      kind: 'area',
      rows: 3,
      optional: true,
      label: 'tenancy.field.inspectionNote',
      told: freeTextExtent,
    },
  ],
  exit: ({ reader, handover, failure }) => [
    { name: 'on', kind: 'day', start: reader.today, label: 'tenancy.field.exitOn' },
    ...meters.map(name => meterField(reader, name, handover)),
    ...lowerMeterField(reader.t, failure),
    { name: 'condition', kind: 'area' },
    {
      name: 'needsWork',
      kind: 'radios',
      options: (['no', 'yes'] as const).map(value => ({
        value,
        label: reader.t(`tenancy.needs-work.${value}`),
        hint: reader.t(`tenancy.needs-work.${value}.hint`),
      })),
    },
    { name: 'defects', kind: 'area', optional: true },
  ],
}

/** Returns the field for a meter, with what it read at the handover. */
function meterField(reader: TenancyReader, name: (typeof meters)[number], handover: FormInput['handover']): FieldSpec {
  const before = handover ? meterFacts(reader, handover)[meters.indexOf(name)]?.value : undefined
  return {
    name,
    kind: 'number',
    suffix: reader.t(`case.unit.${name}`),
    label: `case.field.${name}`,
    optional: name !== 'electricityMeter',
    ...(before ? { hintText: reader.t('tenancy.field.meter-before', { reading: before }) } : {}),
  }
}

/** Returns the tick that confirms a reading below that of the handover, once a form was refused for one. */
function lowerMeterField(t: TenancyReader['t'], failure: FormInput['failure']): FieldSpec[] {
  const isAsked =
    Object.values(failure?.errors ?? {}).includes('tenancy.meter-lower') || failure?.typed.lowerMeter === 'yes'
  const options = [{ value: 'yes', label: t('tenancy.field.lowerMeter.yes') }]
  return isAsked ? [{ name: 'lowerMeter', kind: 'ticks', options }] : []
}

function findingChoice(reader: TenancyReader, { inspections }: Tenancy): FieldSpec[] {
  const open = openFindings(inspections)
  if (open.length === 0) return []
  const options = open.map(finding => ({ value: finding._id.toHexString(), label: findingAsLine(reader, finding) }))
  return [
    {
      name: 'finding',
      kind: 'radios',
      start: 'none',
      options: [{ value: 'none', label: reader.t('tenancy.field.finding.none') }, ...options],
    },
  ]
}

/** A fact with what answers and their photos need in addition. */
export type FactRow = Fact & { note?: string; href?: string; action?: string }

/** Returns what one has to know before an action: the present end, the rent, what the tenant asked for. */
export const factsOf = (action: LeaseAction, making: FormInput): FactRow[] => factsByAction[action]?.(making) ?? []

const endFact = ({ reader: { t, locale }, tenancy }: FormInput): Fact => ({
  label: t('tenancy.clock.until'),
  value: dayInWords(locale, tenancy.rentFreeUntil),
})

const factsByAction: Partial<Record<LeaseAction, (making: FormInput) => FactRow[]>> = {
  paid: making => [endFact(making), overdueFact(making), ...rentSources(making)],
  renewal: making => [endFact(making), overdueFact(making)],
  confirm: making => [...proposalFacts(making.reader, making.tenancy), ...rentFacts(making)],
  'withdraw-proposal': ({ reader, tenancy }) => proposalFacts(reader, tenancy),
  appeal: making => {
    const { text = '', files } = making.tenancy.termination?.appeal ?? {}
    return [{ label: making.reader.t('tenancy.field.appeal'), value: text }, ...fileFacts(making, files ?? [])]
  },
  'answers-read': making => answerFacts(making),
  opening: making => dutyReportFacts(making, 'opening-1'),
  cured: making => dutyReportFacts(making, 'breach'),
  exit: making => inventoryFacts(making),
  resume: making => [endFact(making)],
  pause: making => [endFact(making)],
}

/** Returns what the tenant has reported about a duty, with its files. */
export const dutyReportFacts = ({ reader, tenancy, documents = [] }: FormInput, duty: string): FactRow[] =>
  reportsAbout(tenancy, duty).flatMap(({ at, text, on, files: ids }) => [
    ...(on ? [{ label: reader.t('tenancy.field.openedOn'), value: dayInWords(reader.locale, on) }] : []),
    {
      label: reader.t('lease.reported'),
      value: text || reader.t('lease.reported.no-words'),
      note: formatInstant(reader.locale, at),
    },
    ...fileFacts({ reader, tenancy, documents }, ids),
  ])

/** Returns what was in the premises at the handover, and the way to its record. */
function inventoryFacts({ reader: { t, locale }, tenancy, handover }: FormInput): FactRow[] {
  if (!handover) return []
  const { items = [], inventory } = handover
  const href = pathTo(locale, '/staff/tenancies/:id/handover', { id: tenancy._id.toHexString() })
  const lines = items.map(({ name, count, condition }) => [name, count, condition].filter(Boolean).join(dot))
  const value = [...lines, inventory].filter(Boolean).join(t('list.semicolon')) || t('keys.protocol.none')
  return [{ label: t('tenancy.field.inventory-before'), value, href, action: t('lease.handover') }]
}

/** Returns each answer under its finding, with its photos. */
const answerFacts = ({ reader, tenancy, documents = [] }: FormInput): FactRow[] =>
  unreadAnswers(tenancy).flatMap(({ finding, answer: { at, text, files: ids } }) => [
    { label: findingAsLine(reader, finding), value: text, note: formatInstant(reader.locale, at) },
    ...fileFacts({ reader, tenancy, documents }, ids),
  ])

const fileFacts = (
  { reader, tenancy, documents = [] }: Pick<FormInput, 'reader' | 'tenancy' | 'documents'>,
  ids: readonly string[],
): FactRow[] =>
  filesOf(reader, { tenancy, ids }, { documents }).map(({ name, href, note }) => ({
    ...{ label: reader.t('tenancy.renewal.files'), value: name, ...(note ? { note } : {}) },
    ...(href ? { href, action: reader.t('case.document.download') } : {}),
  }))

/** Returns the reports that are late, which matter for a renewal. */
function overdueFact({ reader: { t, today }, tenancy }: Pick<FormInput, 'reader' | 'tenancy'>): Fact {
  const late = lateMilestones(tenancy, today).filter(({ kind }) => kind === 'quarterly_report')
  const names = late.map(({ number }) => t('tenancy.report.of', { number }))
  return { label: t('lease.behind'), value: names.join(t('list.comma')) || t('lease.behind.none') }
}

/** Returns what is proposed, by whom and why, for the second person. */
export function proposalFacts(reader: TenancyReader, tenancy: Tenancy): Fact[] {
  const { t, locale } = reader
  const { proposal } = tenancy
  if (!proposal) return []
  const { act, by, day, ground, party, reason: ownReason, reasonZh, rentPerSqMMonthFen: rent } = proposal
  const dayLabel = act === 'renewal' ? t('tenancy.field.until') : t('tenancy.field.paidFrom')
  return [
    { label: t('lease.proposal.what'), value: t(`lease.action.${act}`) },
    { label: t('lease.proposal.by'), value: by.name },
    ...(day ? [{ label: dayLabel, value: dayInWords(locale, day) }] : []),
    ...(typeof rent === 'number' ? [{ label: t('lease.rent.per-area'), value: formatMoney(locale, rent) }] : []),
    ...(ground ? [{ label: t('tenancy.field.ground'), value: t(`tenancy.ground.${ground}`) }] : []),
    ...(party ? correctedNames(reader, tenancy, party) : []),
    { label: t('tenancy.field.reason'), value: ownReason },
    ...(reasonZh === ownReason ? [] : [{ label: t('tenancy.field.reasonZh'), value: reasonZh }]),
    ...(party ? [] : [overdueFact({ reader, tenancy })]),
  ]
}

/** Returns the names that change, each as it is and as it would be. */
const correctedNames = ({ t }: TenancyReader, { party: is }: Tenancy, party: Party): Fact[] =>
  partyFields
    .filter(field => is?.[field] !== party[field])
    .map(field => ({ label: t(`tenancy.field.${field}`), value: `${is?.[field] || '—'} → ${party[field] || '—'}` }))

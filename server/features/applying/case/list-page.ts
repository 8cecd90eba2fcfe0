import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import { formatDay } from '#shared/texts/format.ts'
import { view } from '#web/pages/view.ts'
import type { PremisesSummary, TenancySummary } from '#features/cases/ports.ts'
import {
  caseHref,
  nextStep,
  ownPlace,
  shownStageOf,
  premisesCard,
  stateLabel,
  type PremisesCard,
  type ApplicantReader,
  type OwnCase,
  type StatusLabel,
} from '#features/cases/applicant/labels.ts'
import { nextActOf } from '#features/cases/status/next-act.ts'
import type { Earlier } from '../drafts/earlier.ts'
import { neededDocuments, type NeededDocuments } from '../needed-documents.ts'
import { draftExpiry, type DraftExpiry } from './draft-expiry.ts'

type Entry = {
  title: string
  premises: PremisesCard[]
  status: StatusLabel
  when: string
  kept?: DraftExpiry
  next?: string
  /** Where the applicant does it; null when it is not their turn. */
  turn: { href: string; label: string } | null
  href: string
  action: string
}
export type ApplicationListPage = {
  title: string
  demo: boolean
  /** Start of a new application for the premises that the user came from. */
  start?: {
    title: string
    about: PremisesCard[]
    action: string
    needed: NeededDocuments
    /** Submitted application whose answers can be copied. */
    earlier?: { title: string; button: string }
  }
  /** Required documents, for users who have never begun an application. */
  needed?: NeededDocuments
  entries: Entry[]
  empty: boolean
  find: string
  viewings: string
}
export const renderApplicationList = view<ApplicationListPage>('applying/case/list')

type ListPageInput = {
  applications: Application[]
  known: Map<string, PremisesSummary>
  /** Last days on which the drafts are kept, by application id. */
  kept: ReadonlyMap<string, CityDay>
  /** Tenancies that followed from the cases, by case id. */
  tenancies: ReadonlyMap<string, TenancySummary>
  startWith: readonly PremisesSummary[]
  earlier: Earlier | null
}

export function applicationListPage(
  reader: ApplicantReader,
  { applications, known, kept, tenancies, startWith, earlier }: ListPageInput,
): ApplicationListPage {
  const { t, locale } = reader
  return {
    title: t('apply.list.title'),
    demo: [...known.values(), ...startWith].some(summary => summary.demo),
    ...(startWith.length > 0 ? { start: startOf(reader, startWith, earlier) } : {}),
    entries: applications.map(application => ({
      ...entryOf({ application, tenancy: tenancies.get(application._id.toHexString()) }, known, reader),
      ...expiryOf(kept.get(application._id.toHexString()), reader),
    })),
    empty: applications.length === 0 && startWith.length === 0,
    ...(applications.length === 0 && startWith.length === 0
      ? { needed: neededDocuments(t, cityDayOf(reader.now)) }
      : {}),
    find: pathTo(locale, '/premises'),
    viewings: pathTo(locale, '/viewings'),
  }
}

const startOf = (reader: ApplicantReader, summaries: readonly PremisesSummary[], earlier: Earlier | null) => ({
  title: reader.t('apply.start.title', { code: summaries.map(({ code }) => code).join(reader.t('list.comma')) }),
  about: summaries.map(summary => premisesCard(summary.code, summary, reader)),
  action: pathTo(reader.locale, '/applications'),
  needed: neededDocuments(reader.t, cityDayOf(reader.now)),
  ...(earlier
    ? {
        earlier: {
          title: reader.t('apply.earlier.title', { reference: earlier.reference }),
          button: reader.t('apply.earlier.start', { reference: earlier.reference }),
        },
      }
    : {}),
})

const expiryOf = (day: CityDay | undefined, reader: ApplicantReader) => (day ? { kept: draftExpiry(day, reader) } : {})

function entryOf(ownCase: OwnCase, summariesByCode: Map<string, PremisesSummary>, reader: ApplicantReader): Entry {
  const { application } = ownCase
  const { t, locale } = reader
  const draft = application.state === 'draft'
  const { reference, submittedAt, updatedAt } = application
  return {
    title: reference
      ? t('apply.case.title', { reference })
      : t('apply.list.draft', { premises: application.startedFor }),
    premises: application.premises.map(code => premisesCard(code, summariesByCode.get(code), reader)),
    status: stateLabel(ownCase, reader),
    when: submittedAt
      ? t('apply.list.submitted', { day: formatDay(locale, submittedAt) })
      : t('apply.list.saved', { day: formatDay(locale, updatedAt) }),
    ...(draft ? {} : { next: nextStep(ownCase, reader) }),
    turn: draft ? null : turnOf(ownCase, reader),
    href: caseHref(locale, application),
    action: t(draft ? 'apply.list.continue' : 'apply.list.open'),
  }
}

function turnOf(ownCase: OwnCase, reader: ApplicantReader): Entry['turn'] {
  const act = nextActOf(ownCase.application, shownStageOf(ownCase, reader.now))
  return ownPlace(reader, ownCase.application, act)
}

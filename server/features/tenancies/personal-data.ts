import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { pageEntry } from '#outside/own-page-rendering.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { jsonEntry, ownSection, type PersonalData, type OwnSection } from '#shared/personal-data.ts'
import type { Inspection } from '#models/tenancies/tenancy-parts.ts'
import { dot } from '#shared/texts/facts.ts'
import { writingForReader, formatPresentedText } from '#shared/texts/writing.ts'
import {
  dayInWords,
  endFacts,
  eventViews,
  inspectionView,
  paidFacts,
  pauseView,
  reportViews,
  stateInWords,
  type FindingView,
  type TenancyReader,
} from './texts/tenancy-text.ts'
import { partyFacts } from '#shared/texts/party.ts'
import { tenancyHasEnded } from './states.ts'
import { toTenantEvent, hiddenEventKinds, inspectionsForTenant } from './tenant/rules.ts'

/** Returns the part of a tenancy that its tenant may take away. All fields are listed; see `ownRecord` of applications. */
function ownTenancy(tenancy: Tenancy): object {
  const { reference, party, formerParties, premises, state, stateSince, handoverOn, rentFreeMonths, rentFreeUntil } =
    tenancy
  const { pauses, milestones, reports, dutyReports, breach, leavesOn, termination, renewal, paid, exit } = tenancy
  return {
    reference,
    party,
    formerParties,
    premises,
    state,
    stateSince,
    handoverOn,
    rentFreeMonths,
    rentFreeUntil,
    pauses: pauses.map(({ writing, ...pause }) => ({ ...pause, writing: writingForReader(writing) })),
    milestones,
    reports,
    breach,
    leavesOn,
    termination,
    renewal,
    paid,
    exit,
    // When the office read a report is internal.
    dutyReports: (dutyReports ?? []).map(({ readAt: _internal, ...report }) => report),
    inspections: inspectionsForTenant(tenancy.inspections).map(ownInspection),
    history: shownEvents(tenancy).map(({ at, by, kind, from, to, reason, writing }) => ({
      at,
      kind,
      from,
      to,
      reason,
      writing: writingForReader(writing),
      by: by.kind === 'applicant' || by.kind === 'system' ? by.kind : 'office',
    })),
  }
}

const ownInspection = ({ kind, state, on, note, noteWriting, findings }: Inspection) => ({
  kind,
  state,
  on,
  note,
  noteWriting: writingForReader(noteWriting),
  findings: findings.map(({ text, writing, cureBy, curedOn, answers = [] }) => ({
    text,
    writing: writingForReader(writing),
    cureBy,
    curedOn,
    // When the office read an answer is internal.
    answers: answers.map(({ at, text: answerText, files }) => ({ at, text: answerText, files })),
  })),
})

/** Returns a finding with its due day while it is open, otherwise with its outcome. */
const findingRow = ({ text, besides, open, due, state }: FindingView) => ({
  title: formatPresentedText({ text, besides }),
  text: open ? due : state.label,
})

const shownEvents = ({ events }: Tenancy) =>
  events.filter(({ kind }) => !hiddenEventKinds.includes(kind)).map(toTenantEvent)

/** Returns the tenancy as sections of the archive's page. */
function ownTenancyPage(reader: TenancyReader, tenancy: Tenancy): OwnSection[] {
  const { t, locale } = reader
  return [
    {
      rows: [
        ...partyFacts(reader, tenancy),
        { label: t('tenancy.facts.state'), value: stateInWords(t, tenancy) },
        { label: t('tenancy.facts.reference'), value: tenancy.reference },
        { label: t('tenancy.clock.from'), value: dayInWords(locale, tenancy.handoverOn) },
        ...endFacts(reader, tenancy),
        ...paidFacts(reader, tenancy),
      ],
      items: tenancy.pauses.map(pause => {
        const { days, reason: text, besides } = pauseView(reader, pause)
        return { title: days, text: formatPresentedText({ text, besides }) }
      }),
    },
    ...reportViews(reader, tenancy.reports).map(({ title, facts, note }) => ({
      title,
      rows: facts,
      items: note ? [{ title: note, text: '' }] : [],
    })),
    ...inspectionsForTenant(tenancy.inspections).map(inspection => {
      const { title, note, besides, findings } = inspectionView(reader, inspection, {
        over: tenancyHasEnded(tenancy.state),
      })
      return {
        title,
        items: [{ title: formatPresentedText({ text: note, besides }), text: '' }, ...findings.map(findingRow)],
      }
    }),
    {
      title: t('tenancy.history'),
      items: eventViews(reader, { ...tenancy, events: shownEvents(tenancy) }).map(
        ({ when, what, reason, besides }) => ({
          title: `${when}${dot}${what}`,
          text: formatPresentedText({ text: reason ?? '', besides }),
        }),
      ),
    },
  ]
}

type Parts = { ofTenant: (id: string) => Promise<Tenancy[]> }

/** Archive of a person's tenancies. They are removed after the retention period (`retention.ts`), not with the account. */
export const tenanciesPersonalData = ({ ofTenant }: Parts): PersonalData => ({
  async *archive(request) {
    const { holder, t, locale, at } = request
    const links = []
    for (const tenancy of await ofTenant(holder.id)) {
      const name = `tenancies/${tenancy.reference}`
      const title = t('tenancy.title', { premises: tenancy.premises })
      yield jsonEntry(request, name, ownTenancy(tenancy))
      const sections = ownTenancyPage({ t, locale, today: cityDayOf(at) }, tenancy)
      yield pageEntry(request, `${name}.html`, { title, back: '../index.html', sections })
      links.push({ title, text: tenancy.reference, href: `${name}.html` })
    }
    return ownSection(t('lease.list.title'), links)
  },
})

import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { formatDay } from '#shared/texts/format.ts'
import { useInWords } from '#features/cases/answers/answers-in-words.ts'
import { confirmedBefore, misfitsInWords } from '#features/cases/acceptance/misfits.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { stageOf } from '#features/cases/status/stage.ts'
import { deadlineDay } from '#features/cases/status/status-text.ts'
import { waitingHref } from '#features/deciding/desk/waiting/page.ts'
import { dayInWords, dueInWords, vehicleInWords, waitingInWords, type DeskReader } from '#features/cases/desk/labels.ts'

export type Fact = { label: string; value: string; href?: string }

/** Returns the main facts of a case. Whose turn it is, and until when, stands below (`statusRows`). */
export function factsOf(
  reader: DeskReader,
  { file, assignee }: { file: CaseFile; assignee: string | undefined },
): Fact[] {
  const { t, locale } = reader
  const { snapshot, dueOn, submittedAt } = file.application
  const answers = snapshot?.answers ?? {}
  const submittedOn = cityDayOf(submittedAt ?? file.application.createdAt)
  return [
    ...(file.closed
      ? []
      : [
          { label: t('case.column.vehicle'), value: vehicleInWords(t, answers.company?.vehicle) },
          { label: t('case.column.use'), value: useInWords(t, answers.plan?.useClass) },
        ]),
    { label: t('case.column.submitted'), value: dayInWords(locale, submittedOn) },
    { label: t('case.column.waiting'), value: waitingInWords(t, file.application, file.today) },
    ...(dueOn && dueOn !== deadlineDay(file.application, stageOf(file.application))
      ? [{ label: t('case.fact.due'), value: dueInWords(reader, dueOn, file.today) }]
      : []),
    { label: t('case.column.assignee'), value: assignee ?? t('case.queue.unassigned') },
    ...waitingFacts(reader, file),
    ...otherFacts(reader, file.application),
    ...offerFacts(reader, file.application),
    ...(file.closed ? [] : misfitFacts(reader, file.application)),
  ]
}

function waitingFacts({ t, locale }: DeskReader, { application: { state, waiting }, places }: CaseFile): Fact[] {
  if (state !== 'waitlisted' || !waiting) return []
  return places.map(({ code, place, of }) => ({
    label: t('waiting.fact.places'),
    value: t('waiting.place', { code, place, total: of }),
    href: waitingHref(locale, code),
  }))
}

/** Returns the applicant's other offer for which an announced one waits. */
function otherFacts({ t, locale }: DeskReader, application: Application): Fact[] {
  const other = stageOf(application) === 'offer_waits' ? application.notice?.waitsFor : null
  if (!other) return []
  const href = pathTo(locale, '/staff/applications/:id', { id: other.application })
  return [{ label: t('notice.fact.waits'), value: other.reference, href }]
}

/** Returns what an officer has confirmed that the premises lacks for the plan. */
function misfitFacts({ t }: DeskReader, application: Application): Fact[] {
  const misfits = confirmedBefore(application)
  return misfits ? [{ label: t('case.fact.misfit'), value: misfitsInWords(t, misfits) }] : []
}

function offerFacts({ t, locale }: DeskReader, { offer, handedOverOn, state }: Application): Fact[] {
  if (!offer) return []
  const facts: Fact[] = [
    {
      label: t('case.fact.offer'),
      value: offer.premises,
      href: pathTo(locale, '/premises/:code', { code: offer.premises }),
    },
  ]
  if (state === 'offered' && offer.extendedFrom)
    facts.push({ label: t('case.fact.extended'), value: formatDay(locale, offer.extendedFrom) })
  if (handedOverOn) facts.push({ label: t('case.fact.handover'), value: dayInWords(locale, handedOverOn) })
  return facts
}

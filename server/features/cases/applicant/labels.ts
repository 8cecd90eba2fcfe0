import type { Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import { dot } from '#shared/texts/facts.ts'
import { isMessageKey, type Locale, type Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatArea, formatDay } from '#shared/texts/format.ts'
import type { PremisesSummary, TenancySummary } from '../ports.ts'
import { openInterview } from '../interviews/rules.ts'
import { hasEnded } from '../states.ts'
import { stageOf, turnOf, type CaseStage } from '../status/stage.ts'

/** Language, translations and current time from which every page of the applicant is made. */
export type ApplicantReader = Reader & { now: Date }
export const readerOf = ({ locals: { t, locale } }: Response, now: Date): ApplicantReader => ({ t, locale, now })
export type StatusLabel = { tone: 'let' | 'calm' | 'warn' | 'held' | 'good' | 'bad'; label: string }

const tones: Partial<Record<CaseStage, StatusLabel['tone']>> = {
  draft: 'let',
  information_requested: 'warn',
  offered: 'held',
  accepted: 'good',
  contracted: 'good',
  tenancy: 'good',
  offer_waits: 'warn',
  objection_upheld: 'warn',
  rejected: 'bad',
  ineligible: 'bad',
}

/** A case and the tenancy that it has become, if any. */
export type OwnCase = { application: Application; tenancy?: TenancySummary | undefined }

/**
 * Returns the stage shown to the applicant. An offer past its deadline counts as expired even before the sweep has run. A
 * tenancy that has ended counts as ended even before its premises is given back.
 */
export function shownStageOf({ application, tenancy }: OwnCase, now: Date): CaseStage {
  const { state, offer } = application
  if (state === 'offered' && offer && now > offer.deadline) return 'offer_expired'
  const stage = stageOf(application)
  if (stage !== 'tenancy' || !tenancy || tenancy.stage === 'lasts') return stage
  return tenancy.stage === 'over' ? 'tenancy_over' : 'tenancy_ended'
}

export function stateLabel(shown: OwnCase, { t, now }: ApplicantReader): StatusLabel {
  const shownStage = shownStageOf(shown, now)
  const tone = tones[shownStage] ?? (hasEnded(shownStage) ? 'let' : 'calm')
  return { tone, label: t(`apply.state.${shownStage}`) }
}

const dayByStage: Partial<Record<CaseStage, (application: Application) => Date | null | undefined>> = {
  offered: ({ offer }) => offer?.deadline,
  public_notice: ({ notice }) => notice?.until,
  information_requested: ({ answerBy }) => answerBy,
  interview: application => openInterview(application)?.startsAt,
  screening: ({ dueOn }) => (dueOn ? new Date(`${dueOn}T12:00:00+08:00`) : null),
}

/** Messages for states that may have a day, used when they have one. */
const datedKeys: Partial<Record<CaseStage, string>> = {
  screening: 'apply.next.screening-due',
  interview: 'apply.next.interview-set',
}

/** Returns the next step and its day. A tenancy provides its own text. Drafts show their task list instead. */
export function nextStep({ application, tenancy }: OwnCase, { t, locale, now }: ApplicantReader): string {
  const shownStage = shownStageOf({ application, tenancy }, now)
  if (tenancy && (shownStage === 'tenancy' || shownStage === 'tenancy_ended'))
    return tenancyInWords(tenancy, { t, locale })
  const instant = dayByStage[shownStage]?.(application)
  const key = (instant && datedKeys[shownStage]) ?? nextKey(application, shownStage)
  return t(isMessageKey(key) ? key : 'apply.next.ended', {
    day: instant ? formatDay(locale, instant) : '',
    reference: otherReferenceOf(application),
  })
}

/** Returns the key of the next step. After the acceptance the applicant has to act as long as a condition is open. */
const nextKey = (application: Application, shownStage: CaseStage): string =>
  shownStage === 'accepted' && turnOf(application, shownStage) === 'applicant'
    ? 'apply.next.accepted-conditions'
    : `apply.next.${shownStage}`

function tenancyInWords({ now }: TenancySummary, { t, locale }: Pick<ApplicantReader, 't' | 'locale'>): string {
  const inWords = (day: CityDay) => formatDay(locale, startOfCityDay(day))
  const ground = now.ground ? t(now.ground) : ''
  return t(now.key, { until: inWords(now.until), day: inWords(now.day), ground })
}

const otherReferenceOf = ({ notice }: Application): string => notice?.waitsFor?.reference ?? ''

export type PremisesCard = { code: string; text: string; href: string }

/** Returns a premises on one line: its code, name and area. */
export function premisesCard(
  code: string,
  summary: PremisesSummary | undefined,
  { locale }: ApplicantReader,
): PremisesCard {
  const href = pathTo(locale, '/premises/:code', { code })
  if (!summary) return { code, text: '', href }
  const name = readText(summary.title, locale).text
  return { code, text: [name, formatArea(locale, summary.areaUsableSqM)].filter(Boolean).join(dot), href }
}

export const caseHref = (locale: Locale, application: Pick<Application, '_id'>): string =>
  pathTo(locale, '/applications/:id', { id: application._id.toHexString() })

import type { Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import { dot } from '#shared/texts/facts.ts'
import { isMessageKey, type Locale, type Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatArea, formatDay } from '#shared/texts/format.ts'
import type { PremisesSummary, TenancySummary } from '../ports.ts'
import { hasEnded } from '../states.ts'
import { nextActFacts, nextActOf, type NextAct } from '../status/next-act.ts'
import { stageOf, type CaseStage } from '../status/stage.ts'

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

/** Returns the next step and its day. A tenancy provides its own text. Drafts show their task list instead. */
export function nextStep({ application, tenancy }: OwnCase, { t, locale, now }: ApplicantReader): string {
  const shownStage = shownStageOf({ application, tenancy }, now)
  if (tenancy && (shownStage === 'tenancy' || shownStage === 'tenancy_ended'))
    return tenancyInWords(tenancy, { t, locale })
  return nextActInWords({ t, locale }, application, nextActOf(application, shownStage))
}

/** Says to the applicant what comes next. */
export function nextActInWords({ t, locale }: Reader, application: Pick<Application, 'notice'>, act: NextAct): string {
  const { situation, by } = act
  const key = `apply.next.${situation === 'screening' && by ? 'screening-due' : situation}`
  return t(isMessageKey(key) ? key : 'apply.next.ended', nextActFacts({ t, locale }, application, act))
}

/** Where the applicant does what comes next, when it is their turn; null for anybody else's. */
export function ownPlace(
  { t, locale }: Reader,
  application: Application,
  { situation, who, at }: NextAct,
): { href: string; label: string } | null {
  const label = `standing.go.${situation}`
  if (who !== 'applicant' || !isMessageKey(label)) return null
  const other = situation === 'offer_waits' ? application.notice?.waitsFor?.application : null
  const href = other
    ? pathTo(locale, '/applications/:id', { id: other })
    : `${caseHref(locale, application)}${at.applicant}`
  return { href, label: t(label) }
}

function tenancyInWords({ now }: TenancySummary, { t, locale }: Pick<ApplicantReader, 't' | 'locale'>): string {
  const inWords = (day: CityDay) => formatDay(locale, startOfCityDay(day))
  const ground = now.ground ? t(now.ground) : ''
  return t(now.key, { until: inWords(now.until), day: inWords(now.day), ground })
}

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

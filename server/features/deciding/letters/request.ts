import type { Application } from '#models/cases/application.ts'
import { letterDecisions, type LetterDecision } from '#models/deciding/letter.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import type { HandlerEffect } from '#shared/outbox.ts'
import { allOffersOf } from '#features/cases/acceptance/offer-acceptance.ts'
import { causeOf, type ApplicationEffects } from '#features/cases/effects/effect-kinds.ts'
import type { LetterRequest } from '#features/cases/letters/content.ts'

type DecisionLetter = HandlerEffect<ApplicationEffects['letter']>

/**
 * Returns the content of a letter, from the event of the decision and what was decided then. `applicant`: the names of the
 * person in every script, and of a company; empty where they are unknown.
 */
export function letterRequest(
  application: Application,
  effect: DecisionLetter,
  { language, applicant }: { language: Locale; applicant: string },
): LetterRequest {
  const event = causeOf(application.events, effect.key)
  return {
    cause: effect.key,
    application: application._id.toHexString(),
    language,
    reference: application.reference ?? '',
    applicant: applicant || (application.applicantName ?? '—'),
    decidedAt: event?.at ?? application.stateSince,
    grounds: event ?? {},
    ...findDecision(application, effect, event?.at),
  }
}

/** Returns the decision with its premises and deadline, also when the offer has ended meanwhile. */
function findDecision(application: Application, effect: DecisionLetter, at: Date | undefined) {
  const offer = allOffersOf(application).find(({ madeAt }) => madeAt.getTime() === at?.getTime())
  const decision = decisionOf(effect)
  const code = effect.facts.premises
  return {
    decision,
    premises: code ? [code] : application.premises,
    answerBy: decision === 'offered' ? (offer?.deadline ?? null) : null,
    terms: decision === 'offered' ? (offer?.terms ?? null) : null,
  }
}

const decisionOf = ({ facts }: DecisionLetter): LetterDecision =>
  letterDecisions.find(candidate => candidate === facts.decision) ?? 'rejected'

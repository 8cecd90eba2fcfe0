import type { Writing } from '#models/parts/writing.ts'
import { isMessageKey, type Locale, type Reader, type Translate } from '#shared/texts/i18n.ts'
import { formatPresentedText, presentText, type PresentedText } from '#shared/texts/writing.ts'

/**
 * Ready reasons by decision. Those of `offered` also serve for a public notice, which announces an offer; `objection` serves
 * for answers to objections.
 */
export const decisionReasons = {
  ineligible: ['not_taken', 'use_excluded', 'papers_invalid', 'papers_missing', 'untrue', 'twice'],
  rejected: ['plan_weak', 'experience_short', 'finance_short', 'street_gains_little', 'use_unfit', 'others_stronger'],
  waitlisted: ['premises_gone', 'others_first', 'premises_unfit'],
  offered: ['plan_sound', 'experience_proven', 'finance_secure', 'jobs_created', 'street_gains', 'first_in_order'],
  conditions_not_met: ['licence_not_in', 'papers_not_in', 'permit_refused', 'contract_unsigned'],
  objection: ['record_agrees', 'rules_kept', 'weighed_before', 'record_differs', 'rule_missed'],
} as const
export type Decision = keyof typeof decisionReasons

/** Reasons for a decision: codes of ready reasons, and the decider's own words. */
export type Grounds = {
  reasonCodes?: readonly string[] | null | undefined
  reason?: string | null | undefined
  writing?: Writing | null | undefined
}

/** Returns the reasons as sentences, ready reasons first. Codes that are no longer on any list are left out. */
export function groundsInWords(t: Translate, { reasonCodes, reason }: Grounds): string[] {
  const listed = (reasonCodes ?? []).map(code => `decision.reason.${code}`).filter(isMessageKey)
  const own = reason?.trim()
  return [...listed.map(key => t(key)), ...(own ? [own] : [])]
}

/** Returns the reasons for one reader, one on each line, with the decider's own words in other languages. */
export function presentGrounds(
  reader: Reader,
  { reasonCodes, reason, writing }: Grounds,
  between = '\n',
): PresentedText {
  const own = presentText(reader, { text: reason ?? '', writing })
  return { ...own, text: groundsInWords(reader.t, { reasonCodes, reason: own.text }).join(between) }
}

/** Returns the reasons as one paragraph, the other language below; empty when there are none. */
export const groundsAsText = (t: Translate, locale: Locale, grounds: Grounds): string =>
  formatPresentedText(presentGrounds({ t, locale }, grounds, locale === 'zh' ? '' : ' '))

/** Returns all reasons as one string. The table of states only asks whether it is empty. */
export const joinGrounds = ({ reasonCodes, reason }: Grounds): string =>
  [...(reasonCodes ?? []), reason ?? ''].join(' ').trim()

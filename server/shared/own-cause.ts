import type { MessageKey } from './texts/i18n.ts'

/**
 * Acts that one person may not do both of, because they would judge their own cause (ADR 80, AZ4). Whoever did the `first` in a
 * case, a tenancy or an account is refused the `second` there, with this message. The rules are beside the tables of moves;
 * `tests/structure/own-cause.test.ts` does every pair through HTTP.
 */
export const ownCauses = [
  { first: 'scores-case', second: 'decides-case', refusal: 'application.refused.reviewed-by-decider' },
  { first: 'scores-case', second: 'answers-objection', refusal: 'notice.refused.own-part' },
  { first: 'announces-decision', second: 'answers-objection', refusal: 'notice.refused.own-part' },
  { first: 'declares-conflict', second: 'acts-on-case', refusal: 'case.refused.conflict' },
  { first: 'proposes-renewal', second: 'confirms-proposal', refusal: 'tenancy.confirm-own' },
  { first: 'proposes-party', second: 'confirms-proposal', refusal: 'tenancy.confirm-own' },
  { first: 'proposes-paid', second: 'confirms-proposal', refusal: 'tenancy.confirm-own' },
  { first: 'proposes-termination', second: 'confirms-proposal', refusal: 'tenancy.confirm-own' },
  { first: 'proposes-termination', second: 'answers-appeal', refusal: 'tenancy.appeal-own' },
  { first: 'confirms-termination', second: 'answers-appeal', refusal: 'tenancy.appeal-own' },
  { first: 'proposes-role', second: 'confirms-role', refusal: 'people.refused.own' },
  { first: 'gets-role', second: 'confirms-role', refusal: 'people.refused.concerned' },
  { first: 'proposes-colleague', second: 'confirms-role', refusal: 'people.refused.own' },
] as const satisfies readonly { first: string; second: string; refusal: MessageKey }[]

type OwnCause = (typeof ownCauses)[number]

/** Returns why the second act is refused to whoever did these; null when none of them forbids it. */
export const refusalAfter = (done: readonly OwnCause['first'][], second: OwnCause['second']): MessageKey | null =>
  ownCauses.find(cause => cause.second === second && done.includes(cause.first))?.refusal ?? null

import type { Application } from '#models/cases/application.ts'
import type { Condition } from '#models/cases/parts/acceptance.ts'
import { conditionsOf } from './offer-acceptance.ts'

/** Conditions that an officer changes with no longer pauses than this are told in one mail. In milliseconds. */
export const togetherMs = 5 * 60_000

type Events = Application['events']

/**
 * Returns the conditions that one mail tells of: those changed together with the act that caused it. Null for every act but
 * the last of them, so that there is one mail.
 */
export function changedTogether(application: Application, cause: Events[number] | undefined): Condition[] | null {
  if (!cause) return [...conditionsOf(application)]
  const acts = application.events.filter(({ kind }) => kind.startsWith('condition_'))
  const index = acts.indexOf(cause)
  const next = acts[index + 1]
  if (next && isSoonAfter(cause, next)) return null
  let first = index
  while (first > 0 && isSoonAfter(acts[first - 1], acts[first])) first -= 1
  const since = acts[first]?.at ?? cause.at
  return conditionsOf(application).filter(({ changedAt }) => changedAt && changedAt >= since)
}

const isSoonAfter = (one: Events[number] | undefined, next: Events[number] | undefined): boolean =>
  Boolean(one && next && next.at.getTime() - one.at.getTime() <= togetherMs)

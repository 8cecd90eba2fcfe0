import type { Application } from '#models/cases/application.ts'
import type { InformationRequest, RequestOutcome } from '#models/cases/parts/information-request.ts'
import type { EffectRequest } from '../effects/effect-kinds.ts'
import type { DocumentsPort } from '../ports.ts'

type Closing = { at: Date; outcome: RequestOutcome } & Partial<Pick<InformationRequest, 'items' | 'note'>>

/** Returns the open request as an entry of the past ones; empty when there is none. */
export const toPastRequest = ({ request }: Pick<Application, 'request'>, { at, ...closing }: Closing) =>
  request ? { pastRequests: { ...request, closedAt: at, ...closing } } : {}

/** Returns the outcome of a request that ends with a move to this state. */
export function outcomeAt(state: string): RequestOutcome {
  if (state === 'lapsed' || state === 'rejected' || state === 'withdrawn') return state
  return 'answered'
}

type Reopened = Pick<Application, '_id' | 'snapshot' | 'pastRequests'>

/** Returns the answers of a reopened case as they were submitted. Answers typed for a request but never sent are dropped. */
export const resubmittedFields = ({ snapshot }: Reopened): Partial<Application> =>
  snapshot ? { answers: snapshot.answers } : {}

/**
 * Returns the effect that does the same for the documents, which are stored separately. Empty unless the last request ended
 * without an answer.
 */
export function unsentDocuments({ pastRequests }: Reopened): EffectRequest[] {
  const last = pastRequests?.at(-1)
  return last?.closedAt && last.outcome !== 'answered'
    ? [{ kind: 'unsent', facts: { request: String(last.number) } }]
    : []
}

/** Carries out the `unsent` effect. */
export async function setAsideUnsentDocuments(
  documents: DocumentsPort,
  application: Reopened,
  number: string | undefined,
) {
  const asked = application.pastRequests?.find(one => String(one.number) === number)
  if (!asked?.closedAt) return
  const handedIn = (application.snapshot?.documents ?? []).map(({ id }) => id)
  const applicationId = application._id.toHexString()
  await documents.setAsideUnsent({ applicationId, handedIn, from: asked.askedAt, until: asked.closedAt })
}

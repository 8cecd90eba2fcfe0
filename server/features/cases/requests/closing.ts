import type { Application } from '#models/cases/application.ts'
import type { InformationRequest, RequestOutcome } from '#models/cases/parts/information-request.ts'

type Closing = { at: Date; outcome: RequestOutcome } & Partial<Pick<InformationRequest, 'items' | 'note'>>

/** Returns the open request as an entry of the past ones; empty when there is none. */
export const filed = ({ request }: Pick<Application, 'request'>, { at, ...closing }: Closing) =>
  request ? { pastRequests: { ...request, closedAt: at, ...closing } } : {}

/** Returns the outcome of a request that ends with a move to this state. */
export function outcomeAt(state: string): RequestOutcome {
  if (state === 'lapsed' || state === 'rejected' || state === 'withdrawn') return state
  return 'answered'
}

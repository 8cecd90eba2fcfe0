import type { Application } from '#models/cases/application.ts'
import type { InformationRequest, RequestOutcome } from '#models/cases/parts/information-request.ts'

type Closing = { at: Date; outcome: RequestOutcome } & Partial<Pick<InformationRequest, 'items' | 'note'>>

/** The question as it is kept once nobody has to answer it any more; nothing where none was asked. */
export const filed = ({ request }: Pick<Application, 'request'>, { at, ...closing }: Closing) =>
  request ? { pastRequests: { ...request, closedAt: at, ...closing } } : {}

/** How a question ends that leads to this state. */
export function outcomeAt(state: string): RequestOutcome {
  if (state === 'lapsed' || state === 'rejected' || state === 'withdrawn') return state
  return 'answered'
}

import type { ApplicationState } from '#models/applications/application.ts'
import type { ApplicationMail } from './ports.ts'
import { hasEnded } from './states.ts'

/** Which mail an applicant gets when their case comes into a state. The office's inner steps send none. */
const mails: Partial<Record<ApplicationState, ApplicationMail>> = {
  submitted: 'application-submitted',
  information_requested: 'application-information-requested',
  ineligible: 'application-ineligible',
  rejected: 'application-rejected',
  waitlisted: 'application-waitlisted',
  public_notice: 'application-public-notice',
  offered: 'application-offered',
  accepted: 'application-accepted',
  declined: 'application-declined',
  offer_expired: 'application-offer-expired',
  lapsed: 'application-lapsed',
  conditions_not_met: 'application-conditions-not-met',
  contracted: 'application-contracted',
  withdrawn: 'application-withdrawn',
}

export function mailAt(from: ApplicationState, to: ApplicationState): ApplicationMail | null {
  if (hasEnded(from)) return 'application-reopened'
  if (from === 'waitlisted' && to === 'lapsed') return 'application-wait-over'
  return from === 'draft' && to === 'withdrawn' ? null : (mails[to] ?? null)
}

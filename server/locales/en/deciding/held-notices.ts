import type { heldNotices as ru } from '#server/locales/ru/deciding/held-notices.ts'

export const heldNotices: Record<keyof typeof ru, string> = {
  'case.queue.scope.notice_held': 'Needs somebody',
  'desk.notices': 'Notices that need somebody',
  'notice.fact.waits': 'Waits for',
  'case.now.offer_waits':
    'The notice is over and nobody objected. There is no offer yet: the applicant has another one, in application {reference}. Once that application is closed or has its contract, the offer is made by itself. If the unit should not be kept, return the case to review: that frees it.',
  'case.event.offer_waits': 'the offer waits for another application of the same applicant',
  'apply.timeline.offer_waits': 'The notice is over; the offer waits for your other application',
  'apply.state.offer_waits': 'The offer waits for your other application',
  'apply.next.offer_waits':
    'The notice is over and nobody objected: the unit is held for you. You cannot have two offers at once, and you have another one, in application {reference}. As soon as you decline that one or it has its contract, we send the offer for this application.',
  'standing.happened.offer_waits':
    'The notice ended without objections; the offer waits for another application of the same applicant.',
  'standing.otherwise.offer_waits':
    'Once the other application is closed or has its contract, the offer follows by itself. Until then the unit is held, but the office may return the case to review.',
  'mail.application-offer-waits.subject': 'Application {reference}: the offer waits for your other application',
  'mail.application-offer-waits.body':
    'The public notice for application {reference} is over and nobody objected: unit {premises} is held for you.\n\nWe cannot offer it yet, because you have another offer, in application {other}. As soon as you decline that one or it has its contract, we send the offer for this application.',
  'mail.application-offer-waits.action': 'Open the application',
  'mail.case-offer-waits.subject': 'Application {reference}: the offer waits for another application',
  'mail.case-offer-waits.body':
    'The notice for application {reference} is over, but the applicant has another offer, in application {other}. Unit {premises} stays held.\n\nOnce that application is closed or has its contract, the offer is made by itself. If it should not wait, return the case to review: that frees the unit.',
  'mail.case-offer-waits.action': 'Open the application',
}

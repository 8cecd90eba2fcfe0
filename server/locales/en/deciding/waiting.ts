/** The waiting list and offers: at the desk, on the applicant's pages, in mails. */
export const waiting = {
  'waiting.title': 'Waiting list',
  'waiting.title-for': 'Waiting list: {code}',
  'waiting.lead':
    'Ordered by mean score; of equal scores, whoever applied first stands first. The system itself offers a unit that becomes free to the first in line.',
  'waiting.found': '{count, plural, one{# application waits} other{# applications wait}}',
  'waiting.found-premises': '{count, plural, one{# unit} other{# units}}',
  'waiting.empty': 'Nobody is on the waiting list.',
  'waiting.all': 'All premises',
  'waiting.column.premises': 'Premises',
  'waiting.column.status': 'Now',
  'waiting.column.count': 'Waiting',
  'waiting.column.next': 'Next application',
  'waiting.column.place': 'Place',
  'waiting.column.reference': 'Application',
  'waiting.column.applicant': 'Applicant',
  'waiting.column.score': 'Score',
  'waiting.column.submitted': 'Submitted',
  'waiting.column.rank': 'Choice',
  'waiting.column.until': 'Waits until',
  'waiting.column.note': 'Note',
  'waiting.rank': '{rank} of {total}',
  'waiting.passed-over': 'has an offer under {reference}: keeps the place, passed over for now',
  'waiting.place': '{code}: {place, selectordinal, one{#st} two{#nd} few{#rd} other{#th}} in line of {total}',
  'waiting.yours': 'Your place on the waiting list',
  'waiting.yours.rule':
    'Places go by the reviewers’ scores and, of equal scores, by the time of submission. Yours may change: applications with a higher score may join the list.',
  'waiting.yours.next': 'you are next: the unit will be offered to you as soon as it is free',
  'waiting.yours.until': 'The application waits until the end of {day}.',
  'waiting.fact.places': 'Place on the waiting list',

  'application.choice-free':
    'Unit {code} is free. First decide to whom it is offered: the waiting list is for premises that are taken.',
  'application.offer-elsewhere':
    'The applicant has another offer that is not answered yet, or an accepted one whose contract is being prepared. A second offer cannot be made.',
  'programme.waitingMonths': 'How long an application stays on the waiting list',
  'programme.waitingMonths.hint': 'A month before the end the applicant is told by e-mail. From {min} to {max}.',

  'case.action.extend-offer': 'Extend the time to answer',
  'case.confirm.extend-offer':
    'The time can be extended once. The applicant is told the new deadline and the reason; those who wait for this unit wait longer.',
  'case.submit.extend-offer': 'Extend and tell the applicant',
  'case.done.extend-offer': 'The time to answer is extended and the applicant has been told.',
  'case.action.lapse': 'Take off the waiting list',
  'case.confirm.lapse': 'The application is closed. The applicant is told your reason.',
  'case.submit.lapse': 'Take off the list and tell the applicant',
  'case.done.lapse': 'The application is off the waiting list and the applicant has been told.',
  'case.event.offer_extended': 'time to answer the offer extended',
  'case.event.wait_ending': 'applicant told that the wait is about to end',
  'case.fact.extended': 'Deadline before',
  'application.offer-extended': 'The time to answer this offer has been extended before: it cannot be extended again.',
  'application.extension-too-short': 'The new deadline must be later than the present one.',
  'application.extension-too-long': 'The time can be extended by 60 days at most: others wait for the unit.',
  'apply.timeline.offer_extended': 'The time to answer the offer was extended',
  'apply.timeline.wait_ending': 'We told you that the wait is about to end',
  'apply.timeline.wait_over': 'The wait ended and the application was closed',
  'apply.timeline.wait_over.on': 'The wait ended on {day} and the application was closed',
  'waiting.offer.gives-up':
    'This is choice {rank} of your {total}. Once you answer the offer, you no longer wait for the others, even if you decline: {codes}.',
  'waiting.offer.extended': 'The time to answer was extended; it was {day}.',
  'mail.application-wait-ending.subject': 'Application {reference}: the wait is about to end',
  'mail.application-wait-ending.body':
    'Application {reference} is on the waiting list until {waitsUntil}. If none of the units it names is free by then, it will be closed. Your place on the waiting list is on the application’s page.',
  'mail.application-wait-ending.action': 'Open the application',
  'mail.application-wait-over.subject': 'Application {reference} is no longer on the waiting list',
  'mail.application-wait-over.body':
    'The wait of application {reference} has ended and the application is closed. You can apply anew for any unit that is free.\n\n{reason}',
  'mail.application-wait-over.action': 'Open the application',
  'mail.application-offer-extended.subject': 'More time to answer about unit {premises}',
  'mail.application-offer-extended.body':
    'We have extended the time to answer the offer under application {reference}: unit {premises} is held for you until the end of {deadline}.\n\nReason: {reason}',
  'mail.application-offer-extended.action': 'Answer the offer',
} as const

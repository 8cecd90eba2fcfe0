/** The waiting list and offers: at the desk, on the applicant's pages, in mails. */
export const waiting = {
  'waiting.title': 'Waiting list',
  'waiting.title-for': 'Waiting list: {code}',
  'waiting.lead':
    'Ordered by mean score; of equal scores, whoever applied first stands first. The system itself offers a premises that becomes free to the first in line.',
  'waiting.found': '{count, plural, one{# application waits} other{# applications wait}}',
  'waiting.found-premises': '{count, plural, one{# premises} other{# premises}}',
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
  'waiting.yours': 'Your place in the queue',
  'waiting.yours.rule':
    'Places go by the reviewers’ scores and, of equal scores, by the time of submission. Yours may change: applications with a higher score may join the list.',
  'waiting.yours.next': 'you are next: the premises will be offered to you as soon as it is free',
  'waiting.yours.until': 'The application waits until the end of {day}.',
  'waiting.fact.places': 'Place in the queue',
  'waiting.fact.until': 'Waits until',

  'application.choice-free':
    'Premises {code} is free. First decide to whom it is offered: the waiting list is for premises that are taken.',
  'application.offer-elsewhere':
    'The applicant has another offer that is not answered yet, or an accepted one whose contract is being prepared. A second offer cannot be made.',
  'programme.waitingMonths': 'How long an application stays on the waiting list',
  'programme.waitingMonths.hint': 'A month before the end the applicant is told by mail. From {min} to {max}.',
} as const

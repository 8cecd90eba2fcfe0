import type { hands as ru } from '#server/locales/ru/accounts/hands.ts'

export const hands: Record<keyof typeof ru, string> = {
  'hands.title': 'Handing work on',
  'hands.lead': 'What is in this colleague’s hands now, and who is to have it. Each step stays in the history.',
  'hands.none': 'Nothing is in this colleague’s hands.',
  'hands.cases': 'Cases that they handle',
  'hands.seats': 'Places on panels, not scored yet',
  'hands.texts': 'Texts being translated or waiting to be sent',
  'hands.reopenings': 'Texts on reopening cases',
  'hands.viewings': 'Viewings that they show',
  'hands.enquiries': 'Enquiries to answer',
  'hands.all': 'Give everything to',
  'hands.all.hint':
    'Whoever may not have a part of it by their role does not get that part. A choice in a line comes first. Lines on other pages are included.',
  'hands.stay': 'Leave it',
  'hands.nobody': 'Nobody: into the queue',
  'hands.submit': 'Hand on',
  'hands.given': '{count, plural, one{# thing has been handed on} other{# things have been handed on}}.',
  'hands.left': 'Not handed on',
  'hands.first': 'This colleague has open work. Hand it on before you close the account.',
  'hands.first.role':
    'This colleague has open work that the new role cannot do. Hand it on before you confirm the role.',
  'hands.close': 'Close the account',
  'hands.close.lead':
    'What is left goes into the queue, and free viewing times are withdrawn. Viewings that are booked have to be given to somebody.',
  'hands.close.empty': 'There is no open work: the account can be closed.',
  'hands.refused.role': 'This colleague cannot have it.',
  'hands.refused.busy': 'The colleague shows another unit at this time.',
  'hands.refused.visitor': 'The viewing is booked: give it to somebody or call it off.',
  'people.refused.work-left': 'There are booked viewings: give them to somebody before you close the account.',
}

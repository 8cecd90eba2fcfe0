import type { tenancyMails as ru } from '#server/locales/ru/tenancies/tenancy-mails.ts'

export const tenancyMails: Record<keyof typeof ru, string> = {
  'mail.tenancy-fit-out.subject': 'The fit-out of unit {premises} has begun',
  'mail.tenancy-fit-out.body':
    'We have noted that you are fitting out unit {premises}.\n\nTell us when you open: one of your obligations depends on it. All deadlines are on the page of your tenancy.',
  'mail.tenancy-fit-out.action': 'Open the tenancy',
  'mail.tenancy-trading.subject': 'Congratulations on opening in {premises}',
  'mail.tenancy-trading.body':
    'We have noted that your shop in unit {premises} opened on {day}. We wish you success.\n\nFrom now on we expect a report each quarter. The deadlines are on the page of your tenancy.',
  'mail.tenancy-trading.action': 'Open the tenancy',
  'mail.tenancy-expiring.subject': 'The rent-free time is coming to its end: {premises}',
  'mail.tenancy-expiring.body':
    'The last day without rent in unit {premises} is {until}.\n\nDecide what comes next and write to us on the page of your tenancy: renew, stay and pay rent, or leave.',
  'mail.tenancy-expiring.action': 'Open the tenancy',
  'mail.tenancy-renewed.subject': 'Your tenancy is renewed: {premises}',
  'mail.tenancy-renewed.body':
    'You may stay in unit {premises} without rent until {until} (it was {was}).\n\n{reason}\n\nQuarterly reports and yearly assessments go on.',
  'mail.tenancy-renewed.action': 'Open the tenancy',
  'mail.tenancy-party-corrected.subject': 'The name in the contract for unit {premises} is corrected',
  'mail.tenancy-party-corrected.body':
    'In the contract for unit {premises} you are now named: {party}.\n\nReason: {reason}\n\nIf this is wrong, please write to us.',
  'mail.tenancy-party-corrected.action': 'Open the tenancy',
  'mail.tenancy-converted.subject': 'Rent will be due for unit {premises}',
  'mail.tenancy-converted.body':
    'From {day} rent is due for unit {premises}: {rent} a month. This rent is fixed for you.\n\n{reason}',
  'mail.tenancy-converted.action': 'Open the tenancy',
  'mail.tenancy-notice.subject': 'Notice to leave: {premises}',
  'mail.tenancy-notice.body':
    'It is recorded that unit {premises} will be left; the last day is {day}.\n\nReason: {reason}\n\nBefore that we shall look at the unit together and read the meters.{by, select, tenant{\n\nIf you change your mind, the notice can be taken back on the page of your tenancy until the end of {recallDay}, as long as the office has not acted on it.} other{}}',
  'mail.tenancy-notice.action': 'Open the tenancy',
  'mail.tenancy-breach.subject': 'A breach to be cured by {day}: {premises}',
  'mail.tenancy-breach.body':
    'There is a breach in unit {premises}:\n\n{reason}\n\nPlease cure it by the end of {day} and tell us. If it remains, the tenancy may be terminated.',
  'mail.tenancy-breach.action': 'Open the tenancy',
  'mail.tenancy-cured.subject': 'The breach is cured: {premises}',
  'mail.tenancy-cured.body': 'The breach in unit {premises} is cured. Thank you. The tenancy goes on.',
  'mail.tenancy-cured.action': 'Open the tenancy',
  'mail.tenancy-suspended.subject': 'Your tenancy is paused: {premises}',
  'mail.tenancy-suspended.body':
    'From {day} the tenancy of unit {premises} is paused. The reason:\n\n{reason}\n\nThe rent-free time stands still meanwhile: when the pause ends we move its end and the deadlines of your obligations.',
  'mail.tenancy-suspended.action': 'Open the tenancy',
  'mail.tenancy-resumed.subject': 'The pause has ended, here are the new days: {premises}',
  'mail.tenancy-resumed.body':
    'The pause in the tenancy of unit {premises} lasted from {from} to {day}, days: {days}.\n\nThe last day without rent was {was} and is now {until}. The deadlines of open obligations have moved too.',
  'mail.tenancy-resumed.action': 'See the new days',
  'mail.tenancy-vacated.subject': 'Unit {premises} is back with us',
  'mail.tenancy-vacated.body':
    'The tenancy of unit {premises} has ended and we have taken the unit back. Thank you for having worked on Startup Street.\n\nThe result of the inspection is on the page of your tenancy.',
  'mail.tenancy-vacated.action': 'Open the tenancy',
  'mail.tenancy-terminated.subject': 'The tenancy of unit {premises} is terminated',
  'mail.tenancy-terminated.body':
    'The tenancy of unit {premises} is terminated.\n\nGround: {ground}.\n\n{reason}\n\nIf you have questions, answer the office. We shall be in touch to look at the unit and read the meters.',
  'mail.tenancy-terminated.action': 'Open the tenancy',
  'mail.tenancy-reminder.subject':
    'The rent-free time ends on {until}, {left, plural, =0{which is today} one{# day left} other{# days left}}: {premises}',
  'mail.tenancy-reminder.body': 'The last day without rent in unit {premises} is {until}.\n\n{invitation}',
  'tenancy.way-on.renewal':
    'On the page of your tenancy you can tell us how you wish to go on: renew, stay and pay rent, or leave.',
  'tenancy.way-on.asked':
    'We have your letter about how you wish to go on. Until it is answered you can change it on the page of your tenancy.',
  'tenancy.way-on.before-opening':
    'Once the shop is open you can ask for a renewal on the page of your tenancy. If you are leaving, you can give notice there now.',
  'tenancy.way-on.renewed':
    'You can write about another renewal on the page of your tenancy in the last {months, plural, one{# month} other{# months}} before this day. If you are leaving, you can give notice there now.',
  'mail.tenancy-reminder.action': 'Open the tenancy',
  'mail.tenancy-inspection-planned.subject': 'Inspection on {day}: {premises}',
  'mail.tenancy-inspection-planned.body':
    'On {day} we shall come to unit {premises} for an inspection. Please be there, or ask somebody to let us in.\n\n{note}',
  'mail.tenancy-inspection-planned.action': 'Open the tenancy',
  'mail.tenancy-inspection-cancelled.subject': 'The inspection on {day} is cancelled: {premises}',
  'mail.tenancy-inspection-cancelled.body': 'There will be no inspection of unit {premises} on {day}.',
  'mail.tenancy-inspection-cancelled.action': 'Open the tenancy',
  'mail.tenancy-inspection-clean.subject': 'The inspection found nothing: {premises}',
  'mail.tenancy-inspection-clean.body': 'On {day} we inspected unit {premises}. Nothing was found, thank you.',
  'mail.tenancy-inspection-clean.action': 'Open the tenancy',
  'mail.tenancy-inspection-findings.subject': 'Findings of the inspection: {premises}',
  'mail.tenancy-inspection-findings.body':
    'On {day} we inspected unit {premises} and found this:\n\n{list}\n\nEach finding has its own deadline, on the page of your tenancy. Tell us when it is cured.',
  'mail.tenancy-inspection-findings.action': 'See findings and deadlines',
  'mail.tenancy-finding-cured.subject': 'A finding is cured: {premises}',
  'mail.tenancy-finding-cured.body': 'This finding in unit {premises} was closed on {day}:\n\n{finding}\n\nThank you.',
  'mail.tenancy-finding-cured.action': 'Open the tenancy',
  'mail.tenancy-termination.subject': 'A decision to terminate your tenancy: {premises}',
  'mail.tenancy-termination.body':
    'It has been decided to terminate the tenancy of unit {premises}.\n\nGround: {ground}.\n\n{reason}\n\nYou can appeal up to and including {day} on the page of your tenancy. Until then, and if you appeal until you have the answer, the unit is yours. The decision letter is on the page of your application.',
  'mail.tenancy-termination.action': 'Open the tenancy',
  'mail.tenancy-appeal-upheld.subject': 'Your appeal is upheld: {premises}',
  'mail.tenancy-appeal-upheld.body':
    'The decision to terminate the tenancy of unit {premises} is lifted; the tenancy goes on.\n\n{reason}',
  'mail.tenancy-appeal-upheld.action': 'Open the tenancy',
  'mail.tenancy-appeal-dismissed.subject': 'Appeal dismissed, tenancy terminated: {premises}',
  'mail.tenancy-appeal-dismissed.body':
    'Your appeal against the termination of the tenancy of unit {premises} has been considered and dismissed.\n\n{reason}\n\nThe tenancy is terminated. We shall be in touch to look at the unit and read the meters.',
  'mail.tenancy-appeal-dismissed.action': 'Open the tenancy',
  'mail.tenancy-duty-soon.subject': 'Due by {day}: {duty}, {premises}',
  'mail.tenancy-duty-soon.body':
    'A reminder about unit {premises}: {duty}. It is due by {day}.\n\nWhat is due and when stands on the page of your tenancy.',
  'mail.tenancy-duty-soon.action': 'Open the tenancy',
  'mail.tenancy-duty-today.subject': 'Due today: {duty}, {premises}',
  'mail.tenancy-duty-today.body': 'Today, {day}, is the last day for this in unit {premises}: {duty}.',
  'mail.tenancy-duty-today.action': 'Open the tenancy',
  'mail.tenancy-duty-late.subject': 'Overdue since {day}: {duty}, {premises}',
  'mail.tenancy-duty-late.body':
    'Still open for unit {premises}: {duty}. It was due on {day}. Please see to it, or write to us if something is in the way: otherwise the tenancy may be terminated.',
  'mail.tenancy-duty-late.action': 'Open the tenancy',
  'mail.tenancy-notice-recalled.subject': 'Your notice to leave is taken back: {premises}',
  'mail.tenancy-notice-recalled.body':
    'You have taken back your notice for unit {premises}. The tenancy goes on as before.',
  'mail.tenancy-notice-recalled.action': 'Open the tenancy',
}

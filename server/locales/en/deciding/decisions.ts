import type { decisions as ru } from '#server/locales/ru/deciding/decisions.ts'

export const decisions: Record<keyof typeof ru, string> = {
  'decision.reason.not_taken':
    'The programme does not take applicants from every country, and your citizenship is not on its list.',
  'decision.reason.use_excluded': 'The street has no place for this kind of business.',
  'decision.reason.papers_invalid': 'A document has expired, cannot be read or belongs to somebody else.',
  'decision.reason.papers_missing': 'Required documents are missing.',
  'decision.reason.untrue': 'What the application says does not agree with the documents.',
  'decision.reason.twice': 'You already have another application for the same unit.',
  'decision.reason.plan_weak': 'The business plan does not show how the business will pay its way.',
  'decision.reason.experience_short': 'There is too little evidence of experience in this business.',
  'decision.reason.finance_short': 'By the plan, the money will not last through the first year.',
  'decision.reason.street_gains_little': 'The project would bring the street and its residents little that is new.',
  'decision.reason.use_unfit': 'The chosen units do not suit this kind of business.',
  'decision.reason.others_stronger': 'Other applications for the same unit were scored higher.',
  'decision.reason.premises_gone': 'The application is approved, but the chosen units are taken at present.',
  'decision.reason.others_first':
    'The application is approved, but other approved applications for the same unit were scored higher.',
  'decision.reason.premises_unfit':
    'The application is approved, but the chosen units are not ready to be handed over yet.',
  'decision.reason.plan_sound': 'The business plan is convincing.',
  'decision.reason.experience_proven': 'Experience in this business is proven.',
  'decision.reason.finance_secure': 'There is enough money for the first year.',
  'decision.reason.jobs_created': 'The project creates jobs.',
  'decision.reason.street_gains': 'The street and its residents get something that was missing here.',
  'decision.reason.first_in_order': 'Of all applications for this unit yours was scored highest.',
  'decision.reason.licence_not_in': 'The business licence was not submitted in time.',
  'decision.reason.papers_not_in': 'Documents on which the contract depended were not submitted in time.',
  'decision.reason.permit_refused': 'A permit without which the business cannot be run was refused.',
  'decision.reason.contract_unsigned': 'The contract that was prepared was not signed in time.',
  'decision.reason.record_agrees': 'The facts in question were checked: they agree with the documents of the case.',
  'decision.reason.rules_kept':
    'The decision was made by the criteria of the programme and by the procedure that the rules lay down.',
  'decision.reason.weighed_before': 'These facts were known, and were weighed when the decision was made.',
  'decision.reason.record_differs':
    'The check has shown that facts on which the decision rests are not right; the case will be looked at again.',
  'decision.reason.rule_missed':
    'The rule that you name was not applied when the decision was made; the case will be looked at again.',

  'case.action.waitlist': 'Put on the waiting list',
  'case.submit.waitlist': 'Put on the waiting list and tell the applicant',
  'case.done.waitlist': 'The application is on the waiting list; the applicant gets an e-mail.',
  'case.confirm.waitlist':
    'The application is approved, but there is no unit for it now. By deciding you confirm that you have no personal interest in the case.',
  'case.field.reasonCodes': 'Reasons',
  'application.refused.conflict-of-interest':
    'You declared a conflict of interest, so a colleague decides on this application.',

  'letter.title': 'Decision on application {reference}',
  'letter.applicant': 'Applicant',
  'letter.reference': 'Application number',
  'letter.date': 'Date of the decision',
  'letter.premises': 'Premises',
  'letter.choices': 'Chosen premises',
  'letter.decision': 'Decision',
  'letter.decision.ineligible':
    'The application does not meet the conditions of the programme; it will not be considered further.',
  'letter.decision.rejected': 'The application has been considered, and no unit is given for it.',
  'letter.decision.waitlisted':
    'The application is approved and on the waiting list. An offer follows as soon as a suitable unit becomes free.',
  'letter.decision.offered': 'The application is approved, and the applicant is offered the unit named.',
  'letter.offer':
    'The unit is held for the applicant until the end of {day}. Please answer on the page of the application; without an answer the offer lapses.',
  'letter.reasons': 'Reasons for the decision',
  'letter.appeal': 'If you disagree',
  'letter.appeal.when':
    '{count, plural, one{You may object within # day of the date of this letter, until the end of {day}.} other{You may object within # days of the date of this letter, until the end of {day}.}}',
  'letter.appeal.where': 'Write to the office of the programme and name the application number {reference}:',
  'letter.place-and-date': 'Suifenhe, {day}',
  'letter.seal': 'Seal of the office',
  'letters.list': 'Decision letters',
  'letters.of.ineligible': 'Letter: not eligible',
  'letters.of.rejected': 'Letter: rejection',
  'letters.of.waitlisted': 'Letter: place on the waiting list',
  'letters.of.offered': 'Letter: offer of a unit',
  'letters.of.renewed': 'Letter: renewal of the tenancy',
  'letters.of.converted_to_paid': 'Letter: change to rent',
  'letters.of.terminated': 'Letter: termination of the tenancy',
  'letters.unchanged':
    'The letter is kept as it was written. The SHA-256 checksum lets you verify that the file has not changed.',
}

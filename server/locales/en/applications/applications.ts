import type { applications as ru } from '#server/locales/ru/applications/applications.ts'

export const applications: Record<keyof typeof ru, string> = {
  'application.state.draft': 'Draft',
  'application.state.submitted': 'Submitted',
  'application.state.screening': 'Screening',
  'application.state.information_requested': 'Information requested',
  'application.state.review': 'In review',
  'application.state.interview': 'Interview',
  'application.state.decision': 'Awaiting decision',
  'application.state.public_notice': 'Public notice',
  'application.state.waitlisted': 'On the waiting list',
  'application.state.offered': 'Offer made',
  'application.state.accepted': 'Offer accepted',
  'application.state.contracted': 'Contract signed',
  'application.state.ineligible': 'Not eligible',
  'application.state.rejected': 'Rejected',
  'application.state.withdrawn': 'Withdrawn by the applicant',
  'application.state.declined': 'Offer declined',
  'application.state.offer_expired': 'Offer expired',
  'application.state.lapsed': 'Lapsed',
  'application.state.conditions_not_met': 'Conditions not met',

  'application.event.started': 'Application started',
  'application.event.moved': 'State changed',
  'application.event.assessed': 'Scores given',
  'application.event.handed_over': 'Premises handed over',
  'application.event.released': 'Premises released',

  'application.criterion.feasibility': 'Feasibility of the plan',
  'application.criterion.experience': 'Experience of the applicant',
  'application.criterion.jobs': 'Jobs',
  'application.criterion.finance': 'Financial soundness',
  'application.criterion.street_benefit': 'Benefit to the street',

  'application.not-found': 'There is no such application.',
  'application.no-such-premises': 'This unit cannot be applied for at the moment.',
  'application.not-a-draft': 'The application has been submitted and can no longer be changed.',
  'application.answers-missing': 'Some answers are missing. Open the sections that are not done yet.',
  'application.documents-missing': 'Some required documents are missing.',
  'application.email-not-verified':
    'Confirm your e-mail address first: open the link in the message we sent when you signed up.',
  'application.premises-taken':
    'Unit {code} is taken: it has been offered to another applicant or let. Choose another one.',
  'application.premises-not-chosen': 'The applicant did not choose unit {code}.',
  'application.offer-deadline-past': 'The deadline of an offer must be later than today.',
  'application.answer-by-past': 'The deadline for an answer must be later than today.',
  'application.not-in-review': 'An application can be assessed only while it is in review.',
  'application.conflict-of-interest':
    'Declare that you have no conflict of interest. If you have one, hand the case to a colleague.',
  'application.scores-incomplete': 'Give a score from 0 to 5 for each criterion.',
  'application.not-contracted': 'A unit can be handed over only once the contract is signed.',
  'application.handed-over-already': 'The unit has already been handed over.',
  'application.handover-future': 'The day of handover has not come yet.',
  'application.handover-before-contract': 'The day of handover cannot be earlier than the day of the contract.',
  'application.handover-early':
    'This is before the day of handover in the offer. Say here how both sides agreed on an earlier day, or choose a later one.',
  'application.refused.no-such-move': 'This cannot be done in the present state of the application.',
  'application.refused.not-yours': 'This action belongs to another role.',
  'application.refused.reason-needed': 'Give a reason: the applicant will read it.',
  'application.refused.deadline-passed': 'The deadline has passed.',
  'application.refused.deadline-not-passed': 'The deadline has not passed yet.',
  'application.refused.wrong-return': 'The application goes back to the step that asked the question.',
  'application.refused.reviewed-by-decider': 'You assessed this application, so a colleague has to decide it.',
  'application.refused.not-assessed': 'At least one reviewer has to assess the application first.',
  'application.refused.never-submitted': 'This application was never submitted, so there is nothing to reopen.',
  'application.refused.notice-due': 'A public notice has to come before an offer: its length is set in the settings.',
  'application.refused.no-notice-due': 'Public notices are switched off in the settings.',

  'mail.application-submitted.subject': 'Application {reference} received',
  'mail.application-submitted.body':
    'We have received your application {reference}.\n\nFirst we check that everything is there, then it is reviewed. We write to you when something is decided or needed from you; the application’s page always shows where it is.',
  'mail.application-submitted.action': 'Open the application',
  'mail.application-information-requested.subject': 'We need more information for application {reference}',
  'mail.application-information-requested.body':
    'To go on with application {reference} we need a few things from you; they are listed below. Open the application, correct or add what we ask for, and press “Send the answer”.\n\nPlease answer by the end of {answerBy}; otherwise the application lapses.',
  'mail.application-information-requested.action': 'Answer',
  'mail.application-ineligible.subject': 'Application {reference} is not eligible',
  'mail.application-ineligible.body':
    'Application {reference} does not meet the conditions of the programme.\n\nReason: {reason}\n\nIf you disagree, the letter says where to turn and by when.\n\nThe decision letter (PDF, in your language and in Chinese) is on the page of the application.',
  'mail.application-ineligible.action': 'Open the application',
  'mail.application-rejected.subject': 'Decision on application {reference}',
  'mail.application-rejected.body':
    'We have considered application {reference} and cannot approve it.\n\nReason: {reason}\n\nIf you disagree, the letter says where to turn and by when.\n\nThe decision letter (PDF, in your language and in Chinese) is on the page of the application.',
  'mail.application-rejected.action': 'Open the application',
  'mail.application-waitlisted.subject': 'Application {reference} is on the waiting list',
  'mail.application-waitlisted.body':
    'Application {reference} has been approved, but no suitable unit is free at the moment. We will make you an offer as soon as one is.\n\nThe decision letter (PDF, in your language and in Chinese) is on the page of the application.',
  'mail.application-waitlisted.action': 'Open the application',
  'mail.application-offered.subject': 'You are offered unit {premises}',
  'mail.application-offered.body':
    'On application {reference} you are offered unit {premises}.\n\nIt is held for you until the end of {deadline}. Accept or decline the offer on the application’s page; without an answer it ends by itself.\n\nThe decision letter (PDF, in your language and in Chinese) is on the page of the application.',
  'mail.application-offered.action': 'Answer the offer',
  'mail.application-accepted.subject': 'You have accepted unit {premises}',
  'mail.application-accepted.body':
    'Thank you. Unit {premises} is yours to contract. What is needed before the contract, and by when, is on the page of application {reference}. We prepare the contract.',
  'mail.application-accepted.action': 'Open the application',
  'mail.application-declined.subject': 'You have declined the offer on application {reference}',
  'mail.application-declined.body':
    'Unit {premises} is no longer held for you and application {reference} is closed. You can apply again at any time.',
  'mail.application-declined.action': 'Open the application',
  'mail.application-offer-expired.subject': 'The offer on application {reference} has expired',
  'mail.application-offer-expired.body':
    'We had no answer by {deadline}, so unit {premises} is no longer held for you and application {reference} is closed.',
  'mail.application-offer-expired.action': 'Open the application',
  'mail.application-lapsed.subject': 'Application {reference} is closed',
  'mail.application-lapsed.body':
    'We had no answer in time, so application {reference} is closed. You can apply again at any time.',
  'mail.application-lapsed.action': 'Open the application',
  'mail.application-conditions-not-met.subject': 'No contract on application {reference}',
  'mail.application-conditions-not-met.body':
    'The conditions of the offer on application {reference} were not met, so unit {premises} has been released.\n\nReason: {reason}',
  'mail.application-conditions-not-met.action': 'Open the application',
  'mail.application-contracted.subject': 'The contract for application {reference} is signed',
  'mail.application-contracted.body':
    'Congratulations: the contract for unit {premises} is signed. Next comes the handover; the rent-free time starts on that day.',
  'mail.application-contracted.action': 'Open the application',
  'mail.application-withdrawn.subject': 'Application {reference} withdrawn',
  'mail.application-withdrawn.body': 'You have withdrawn application {reference}. We are no longer considering it.',
  'mail.application-withdrawn.action': 'Open the application',
  'mail.application-reopened.subject': 'Application {reference} has been reopened',
  'mail.application-reopened.body': 'We are considering application {reference} again.\n\nReason: {reason}',
  'mail.application-reopened.action': 'Open the application',
  'mail.application-handed-over.subject': 'Unit {premises} has been handed over to you',
  'mail.application-handed-over.body':
    'Unit {premises} was handed over to you on {handoverOn}. The rent-free time runs from that day. What is due and when is on your tenancy’s page.',
  'mail.application-handed-over.action': 'Open the tenancy',
}

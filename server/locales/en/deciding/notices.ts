import type { notices as ru } from '#server/locales/ru/deciding/notices.ts'

export const notices: Record<keyof typeof ru, string> = {
  'notice.list.title': 'Decisions under public notice',
  'notice.list.description': 'Decisions to give units that can be objected to now.',
  'notice.list.lead':
    'Before the city offers a unit, it announces the decision. Until the period ends anybody can object.',
  'notice.list.none': 'No decisions are announced at present.',
  'notice.title': 'Notice of the decision on application {reference}',
  'notice.over':
    'The public notice is over: objections to this decision are not taken any more. You can still write to the office.',
  'notice.lead':
    'The city means to give this unit for the application named. If you object, write before the period ends.',
  'notice.use': 'Use',
  'notice.period': 'Time to object',
  'notice.from-until': 'from {from} to the end of {until}',
  'notice.shown': 'A person is named by initials only; a company by its name.',
  'notice.object': 'Object',
  'notice.object.title': 'Objection to application {reference}',
  'notice.object.lead': 'The office of the programme considers your objection. It can be sent until the end of {day}.',
  'notice.name': 'Your name',
  'notice.contact': 'How to reach you',
  'notice.text': 'What you object to',
  'notice.consent': 'Your name and contact are used only to consider the objection and are not published.',
  'notice.send': 'Send the objection',
  'notice.sent.title': 'Objection sent',
  'notice.sent.text': 'Thank you. The decision does not take effect until it has been considered.',
  'notice.objections': 'Objections',
  'application.premises-not-announced': 'Another unit than {code} was announced.',
  'application.live-already':
    'The applicant already has another live application for this unit: this one cannot be reopened.',
  'application.refused.notice-running': 'The public notice is still running.',
  'case.action.notice': 'Announce the decision',
  'case.submit.notice': 'Announce and hold the unit',
  'case.done.notice': 'The decision is announced and the unit is held for the application.',
  'case.confirm.notice':
    'The notice appears on the site. After its days without an objection the offer is made by itself; with objections the case waits for an officer. By deciding you confirm that you have no personal interest in the case. The reviewers’ score and your reasons are published with it.',
  'case.action.review-again': 'Return to review',
  'case.submit.review-again': 'Return to review',
  'case.done.review-again': 'The application is in review again, the unit is free, and the applicant gets an e-mail.',
  'case.confirm.review-again':
    'The notice is taken down and the unit becomes free. The applicant gets an e-mail with your reason.',
  'case.action.conditions-not-met': 'Conditions not met',
  'case.submit.conditions-not-met': 'Close the application and free the unit',
  'case.done.conditions-not-met': 'The application is closed, the unit is free, and the applicant gets an e-mail.',
  'case.confirm.conditions-not-met':
    'The application will be closed and the unit becomes free. The applicant gets an e-mail with your reason.',
  'case.action.reopen': 'Reopen',
  'case.submit.reopen': 'Reopen',
  'case.done.reopen': 'The application is open again; the applicant gets an e-mail.',
  'case.confirm.reopen':
    'The application returns to the step chosen, without a unit. The applicant gets an e-mail with your reason.',
  'case.field.to': 'To which step',
  'case.event.objected': 'an objection was received',
  'mail.application-public-notice.subject': 'The decision on application {reference} is announced',
  'mail.application-public-notice.body':
    'For application {reference} the city means to offer you unit {premises}.\n\nThe decision is under public notice, and the unit is held for you. If nobody objects until the end of {noticeUntil}, we will send you the offer.',
  'mail.application-public-notice.action': 'Open the application',
  'notice.contact.hint':
    'E-mail: the answer comes there. Without one, a telephone: the office calls. Only the staff see it.',
  'notice.score': 'Score of the reviewers',
  'notice.complain': 'A complaint about how the decision was made',
  'notice.complain.contact': 'write to the office',
  'notice.reason-of-other-outcome': 'This ready text does not go with the outcome that is chosen.',
  'notice.outcome.open': 'Not answered yet',
  'notice.outcome.dismissed': 'Objection not accepted',
  'notice.outcome.upheld': 'Objection accepted',
  'notice.answer.open': 'Not answered yet.',
  'notice.answer.by-mail': 'The answer goes to whoever objected by e-mail.',
  'notice.answer.mailed': 'The answer went to whoever objected by e-mail on {day}.',
  'notice.answer.mailed-once': 'The answer went to whoever objected by e-mail after it was given on {day}.',
  'notice.answer.mail-failed':
    'The letter with the answer could not be delivered: tell the person the answer yourself ({contact}).',
  'notice.answer.by-hand': 'There is no e-mail address: tell the person the answer yourself ({contact}).',
  'notice.language.ru': 'in Russian',
  'notice.language.en': 'in English',
  'notice.language.zh': 'in Chinese',
  'notice.refused.answered': 'This objection has been answered already, or there is none to answer.',
  'notice.refused.own-part':
    'You announced this decision or scored the application, so a colleague who did neither answers the objection. If there is none, whoever runs the server answers it with a command.',
  'case.action.objection': 'Answer an objection',
  'case.confirm.objection':
    'The answer is final and part of the record of the decision. Whoever objected gets it by e-mail, if they left an address; otherwise tell them yourself. With an objection accepted there is no offer: return the case to review.',
  'case.submit.objection': 'Answer',
  'case.done.objection': 'The objection is answered.',
  'case.field.objection': 'Which objection',
  'case.field.outcome': 'What you decided',
  'case.field.answer': 'Answer to whoever objected',
  'case.hint.answer': 'Write in the language in which the objection was sent.',
  'case.event.objection_answered': 'an objection was answered',
  'case.record.objection': '{outcome}: {name}, {day}',
  'application.refused.objection-upheld': 'An objection was accepted: return the case to review.',
  'application.refused.objections-open': 'There are objections that nobody has answered yet: answer them first.',
  'case.now.objected':
    'There are objections to the announced decision. Answer each of them; until then no offer is made. If one is accepted, return the case to review.',
  'apply.state.objected': 'Objections are being considered',
  'apply.next.objected':
    'Somebody has objected to the announced decision. The office considers and answers the objection first; the unit is held for you meanwhile. We will write to you.',
  'standing.happened.objected': 'The decision was published, and somebody objected.',
  'standing.otherwise.objected': 'Until the objections are answered no offer is made; the unit is held.',
  'case.now.objection_upheld':
    'An objection to the announced decision was accepted, so no offer is made. Return the case to review: that frees the unit.',
  'apply.state.objection_upheld': 'An objection was accepted',
  'apply.next.objection_upheld':
    'An objection to the announced decision was accepted. The office looks at your application again and writes to you.',
  'standing.happened.objection_upheld': 'The decision was published, and an objection to it was accepted.',
  'standing.otherwise.objection_upheld': 'No offer is made from this notice: the office reviews the application again.',
  'mail.objection-dismissed.subject': 'Your objection to application {reference}: answer',
  'mail.objection-dismissed.body':
    '{name}, the office of the programme has considered your objection to the decision on application {reference} and has not accepted it.\n\n{answer}',
  'mail.objection-dismissed.action': 'Decisions under public notice',
  'mail.objection-upheld.subject': 'Your objection to application {reference}: accepted',
  'mail.objection-upheld.body':
    '{name}, the office of the programme has considered your objection to the decision on application {reference} and has accepted it: the application goes back to review.\n\n{answer}',
  'mail.objection-upheld.action': 'Decisions under public notice',
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
  'mail.application-review-again.subject': 'Application {reference} is being reviewed again',
  'mail.application-review-again.body':
    'The decision that was announced on application {reference} has been taken back: it leads to no offer, and its unit is no longer held for you. The application is being reviewed again; there is nothing for you to do.\n\nReason: {reason}',
  'mail.application-review-again.action': 'Open the application',
  'mail.application-offer-waits.subject': 'Application {reference}: the offer waits for your other application',
  'mail.application-offer-waits.body':
    'The public notice for application {reference} is over and nobody objected: unit {premises} is held for you.\n\nWe cannot offer it yet, because you have another offer, in application {other}. As soon as you decline that one or it has its contract, we send the offer for this application.',
  'mail.application-offer-waits.action': 'Open the application',
  'mail.case-offer-waits.subject': 'Application {reference}: the offer waits for another application',
  'mail.case-offer-waits.body':
    'The notice for application {reference} is over, but the applicant has another offer, in application {other}. Unit {premises} stays held.\n\nOnce that application is closed or has its contract, the offer is made by itself. If it should not wait, return the case to review: that frees the unit.',
  'mail.case-offer-waits.action': 'Open the application',
}

import type { turns as ru } from '#server/locales/ru/cases/turns.ts'

export const turns: Record<keyof typeof ru, string> = {
  'apply.next.conditions-open':
    'Send the documents for the conditions. The first is “{what}”, by the end of {day}; {count, plural, one {# condition is left} other {# conditions are left in all}}.',
  'apply.next.conditions-checked':
    'We have your documents for all conditions; the office checks them next. You need not do anything for now.',
  'apply.next.contract-awaited':
    'All conditions are met. The office prepares the contract and writes to you when it can be signed.',
  'apply.next.contract-ready':
    'Your turn: sign the contract by the end of {day}. Send a scan of it, or sign at the office.',
  'apply.next.scan-sent':
    'We have the signed contract. The office checks it and records the signature; you need not do anything for now.',
  'apply.next.contracted-conditions':
    'The contract is signed. Send the documents for the remaining conditions: the first is “{what}”, by the end of {day}; {count, plural, one {# condition is left} other {# conditions are left in all}}. Meanwhile the office arranges the handover.',
  'case.now.interview-set': 'Talk with the applicant, write down what came of it, and pass the case on for decision.',
  'case.now.conditions-open':
    'We wait for the applicant’s documents for the conditions: the first is “{what}”, until {day}; {count, plural, one {# condition is left} other {# conditions are left in all}}.',
  'case.now.conditions-checked':
    'The documents for all open conditions have come: check them and decide on each condition.',
  'case.now.contract-awaited': 'All conditions are met: prepare the contract.',
  'case.now.contract-ready':
    'The contract is ready. We wait for the applicant’s signature until {day}; when both sides have signed, record it here.',
  'case.now.scan-sent': 'The scan of the signed contract has come: check it and record the signature.',
  'case.now.contracted-conditions':
    'The contract is signed; documents for the remaining conditions are due: the first is “{what}”, by {day}; {count, plural, one {# condition is left} other {# conditions are left in all}}. Hand over the unit: the rent-free months begin on that day.',
  'standing.otherwise.interview-set': 'The office arranges another time; the application keeps its place.',
  'standing.otherwise.conditions-open':
    'If conditions are not met, the office may close the application and offer the unit to the next.',
  'standing.otherwise.conditions-checked': 'The unit stays reserved while the documents are checked.',
  'standing.otherwise.contract-awaited': 'The unit stays reserved until the contract is ready.',
  'standing.otherwise.contract-ready':
    'If the contract is not signed, the office may close the application and offer the unit to the next.',
  'standing.otherwise.scan-sent': 'The unit stays reserved until the signature is recorded.',
  'standing.otherwise.contracted-conditions': 'The remaining conditions and their days are part of the contract.',
  'standing.then.draft': 'Once it is submitted, the office checks documents and conditions.',
  'standing.then.submitted': 'The office checks documents and conditions.',
  'standing.then.screening': 'Reviewers assess the application.',
  'standing.then.information_requested': 'The office goes on with the application where it stopped.',
  'standing.then.review': 'An officer who did not assess the application makes the decision.',
  'standing.then.review-unassigned': 'The assigned reviewers assess the application.',
  'standing.then.interview': 'After the interview an officer who did not assess the application makes the decision.',
  'standing.then.interview-set':
    'After the interview an officer who did not assess the application makes the decision.',
  'standing.then.decision':
    'A letter tells the decision: an offer of a unit, a place on the waiting list, or a refusal with its reasons.',
  'standing.then.public_notice': 'If nobody objects, the offer follows by itself.',
  'standing.then.objected':
    'If no objection is accepted, the offer follows; otherwise the application is reviewed again.',
  'standing.then.objection_upheld': 'Reviewers assess the application again.',
  'standing.then.offer_waits': 'The offer for this application follows by itself.',
  'standing.then.waitlisted': 'When a suitable unit becomes free, it is offered.',
  'standing.then.offered': 'After the acceptance come the conditions, the contract and the handover.',
  'standing.then.conditions-open': 'The office checks the documents and prepares the contract.',
  'standing.then.conditions-checked': 'When all conditions are met, the office prepares the contract.',
  'standing.then.contract-awaited': 'Both sides sign the contract.',
  'standing.then.contract-ready': 'The office records the signature and hands over the unit.',
  'standing.then.scan-sent': 'Then the unit is handed over.',
  'standing.then.contracted-conditions': 'The rent-free time starts on the day of the handover.',
  'standing.then.contracted': 'The rent-free time starts on the day of the handover.',
  'standing.go.draft': 'Fill in the application',
  'standing.go.information_requested': 'Answer the request',
  'standing.go.offer_waits': 'Open the other application',
  'standing.go.offered': 'Answer the offer',
  'standing.go.conditions-open': 'Send the documents',
  'standing.go.contract-ready': 'Sign the contract',
  'standing.go.contracted-conditions': 'Send the documents',
}

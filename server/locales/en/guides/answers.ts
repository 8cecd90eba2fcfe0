import type { answers as ru } from '#server/locales/ru/guides/answers.ts'

export const answers: Record<keyof typeof ru, string> = {
  'answers.title': 'Questions and answers',
  'answers.lead':
    'What people ask before they apply and afterwards. Days and figures are those of the programme’s rules as they are now.',
  'answers.search': 'Search the answers',
  'answers.find': 'Search',
  'answers.found': '{count, plural, one{# answer} other{# answers}}',
  'answers.none': 'There is no answer to that. Try other words, or ask the adviser.',
  'answers.all': 'All questions',
  'answers.ask': 'Is your question not here? Ask the adviser:',
  'answers.see': 'See also',
  'answers.link': 'Answers to questions',
  'answers.topic.programme': 'The programme',
  'answers.topic.costs': 'Money',
  'answers.topic.applying': 'Applying',
  'answers.topic.decision': 'The decision',
  'answers.topic.rules': 'The tenancy and its rules',
  'answers.what.question': 'What is Russian Startup Street?',
  'answers.what.answer':
    'A programme of the city of Suifenhe: units on one street are let to founders free of rent for {rentFreeMonths, plural, one{# month} other{# months}}. {confirmation}',
  'answers.who.question': 'Who may apply?',
  'answers.who.answer':
    '{who, select, anybody{Citizens of any country may apply} other{Citizens of the countries on the office’s list may apply (the application shows the list)}}, for themselves or for the company that they represent. A company that you have yet to found may be named, too.',
  'answers.company.question': 'Do I need a Chinese company before I apply?',
  'answers.company.answer':
    'No. You may apply as a person, for a Russian, Chinese or other company, or for one that you mean to found. Before the contract a company or a sole trader has to be registered in China. The office gives you a proof of address for it once you have accepted an offer, if the unit can serve as a registered address.',
  'answers.language.question': 'In which language can I apply?',
  'answers.language.answer':
    'In Russian, English or Chinese. The decision comes in your language and in Chinese. A notarised translation of your documents into Chinese is needed only before the contract.',
  'answers.visa.question': 'May I come and work without a visa?',
  'answers.visa.answer':
    'Coming on business and working are two things. The conditions of visa-free entry, until when they hold and where they are known from stand among the incentives. A foreigner who works in China needs a work permit.',
  'answers.taxes.question': 'Which taxes and duties are lower?',
  'answers.taxes.answer':
    'That depends on what you do, and where. Each incentive has a page with its source, the day of its last check and its end. Goods come in free of duty only inside the bonded zone, not into a shop on the street.',
  'answers.free.question': 'What exactly is free?',
  'answers.free.answer':
    'The rent, for as many months as the listing says, usually {rentFreeMonths}, counted from the handover. The management fee, heating, water, electricity and the deposit are not included unless the listing says so.',
  'answers.pay.question': 'What do I pay from the first month?',
  'answers.pay.answer':
    'The management fee every month and heating for the season from 15 October to 15 April, both by area; water and electricity by the meter. The page of each unit shows the sums and says which of them are estimates.',
  'answers.deposit.question': 'Do I get the deposit back?',
  'answers.deposit.answer':
    'The deposit is paid once and returned when you leave. Its sum stands on the page of the unit.',
  'answers.after.question': 'What happens when the free period is over?',
  'answers.after.answer':
    'We remind you 12, 6, 3 months and 1 month before. The tenancy can be renewed or go on at market rent, or it ends. The market rate on the page of the unit is today’s, not a forecast.',
  'answers.fee.question': 'What does it cost to apply?',
  'answers.fee.answer':
    'The site charges nothing. You pay for translations, notaries and apostilles yourself, but they are needed only before the contract: copies will do for the application.',
  'answers.calculator.question': 'Are the rates in the calculator official?',
  'answers.calculator.answer':
    'No. Every rate is your own, and the values at the start are examples. Duties and taxes depend on the product: confirm them with customs and the tax authority.',
  'answers.find.question': 'How do I find a unit that fits?',
  'answers.find.answer':
    'Answer the six questions of the finder, or search by area, use, equipment and costs. What you find can be compared, saved and visited: viewings are booked on the page of the unit.',
  'answers.choices.question': 'For how many units can I apply?',
  'answers.choices.answer':
    'One application names up to three units in order of preference. Only those that take applications can be chosen.',
  'answers.documents.question': 'Which documents do I need?',
  'answers.documents.answer':
    'Always: a passport, a business plan and proof of experience. A company adds its extract from the register, its charter and a statement of ownership, an agent a power of attorney and their own passport. A file may have up to {fileLimit}, an application {totalLimit}.',
  'answers.draft.question': 'Can I break off and go on later?',
  'answers.draft.answer':
    'Yes. Each section can be saved before it is complete, and a draft is kept for {draftDays, plural, one{# day} other{# days}} after your last change. A letter warns you a week before it is deleted.',
  'answers.correct.question': 'Can I correct something after submitting?',
  'answers.correct.answer':
    'Submitted answers do not change. If something is missing, the office asks for it and you have {answerDays, plural, one{# working day} other{# working days}} to answer. You can write to the office, or withdraw, on the page of your application.',
  'answers.data.question': 'Who sees my data and documents?',
  'answers.data.answer':
    'Only the officers of the programme who handle your application. Each opening of a document is recorded, and you see who opened it and when. You can take away or delete your data on the page of your account.',
  'answers.judged.question': 'How are applications judged?',
  'answers.judged.answer':
    'Reviewers score by criteria that are the same for everybody, and first declare that they have no interest of their own. Somebody who did not review the application decides; the letter gives the reasons.',
  'answers.time.question': 'How long does an application take?',
  'answers.time.answer':
    'The office means to take up an application within {intakeDays, plural, one{# working day} other{# working days}}, and to decide what is ready for it within {decisionDays, plural, one{# working day} other{# working days}}. How long the steps really took is shown step by step and in the programme figures.',
  'answers.status.question': 'Where do I see how my application stands?',
  'answers.status.answer':
    'On its page, under “My applications”: what has happened, who acts now and by which day. Decisions and questions of the office also come by e-mail.',
  'answers.waiting.question': 'What if somebody else gets the unit?',
  'answers.waiting.answer':
    'An approved application can go on the waiting list, for up to {waitingMonths, plural, one{# month} other{# months}}, and you see its place. When the unit becomes free it is offered to the next in line.',
  'answers.appeal.question': 'What if I disagree with the decision?',
  'answers.appeal.answer':
    'You can appeal within {appealDays, plural, one{# day} other{# days}}. The decision letter says where to write; name the reference of your application.',
  'answers.offer.question': 'How long may I think about an offer?',
  'answers.offer.answer':
    'The unit is held for you for {offerDays, plural, one{# day} other{# days}}; the last day stands on the page of your application. Without an answer in time the offer ends, and somebody else gets the unit.',
  'answers.before-contract.question': 'What has to be done between the offer and the contract?',
  'answers.before-contract.answer':
    'The page of your acceptance lists the conditions, each with its day: register the company, add the business licence, have translations certified, obtain permits if your business needs them. Then the contract is signed.',
  'answers.handover.question': 'From which day does the free period count?',
  'answers.handover.answer':
    'From the handover of the unit, not from signing the contract. Meters, inventory and photos are recorded that day; you read the record on the page of your tenancy.',
  'answers.duties.question': 'What does a tenant have to do?',
  'answers.duties.answer':
    'Have the business licence by day {licenceDays} after the handover and be open by day {openDays}; report turnover and jobs every quarter; keep to the agreed use and pay on time. The days stand on the page of your tenancy, and letters remind you.',
  'answers.sublet.question': 'May I sublet the unit?',
  'answers.sublet.answer':
    'No. The unit must not be passed on to others; doing so is a ground for termination. If you need a partner or another use, ask the office first.',
  'answers.leave.question': 'Can I leave early?',
  'answers.leave.answer':
    'Yes. Give notice to leave on the page of your tenancy and name the last day. You can take it back until the end of the next day. The unit is inspected when you leave, and the deposit is returned.',
  'answers.end.question': 'When can the city terminate a tenancy?',
  'answers.end.answer':
    'Only on a ground from the list: a breach that was not cured, a shop that did not open, missing reports or payments, subletting, false information and others. A second colleague has to confirm it.{appeals, select, all{ You can appeal, and the unit stays yours until you are answered.} some{ The decision says whether you can appeal; if so, the unit stays yours until you are answered.} other{}}',
  'guides.how.title': 'How to get a unit, from search to keys',
  'guides.how.link': 'Every step, with times and costs',
  'guides.how.lead':
    'What happens at each step, who acts and how long it takes. What it “really took” are medians from the programme figures.',
  'guides.how.step.find': 'Choose a unit',
  'guides.how.step.prepare': 'Prepare the documents',
  'guides.how.step.apply': 'Fill in and submit the application',
  'guides.how.step.review': 'Check and assessment',
  'guides.how.step.decision': 'Decision',
  'guides.how.step.offer': 'Answer the offer',
  'guides.how.step.company': 'Register the company',
  'guides.how.step.contract': 'Sign the contract',
  'guides.how.step.handover': 'Take over the unit',
  'guides.how.who.you': 'You',
  'guides.how.who.office': 'The office',
  'guides.how.who.both': 'You and the office',
  'guides.how.time.yours': 'As long as you need.',
  'guides.how.time.intake':
    'The office means to take it up within {days, plural, one{# working day} other{# working days}}.',
  'guides.how.time.decision':
    'The office means to decide within {days, plural, one{# working day} other{# working days}}.',
  'guides.how.time.offer': 'You have {days, plural, one{# day} other{# days}} to answer.',
  'guides.how.time.conditions': 'The office sets a day for each condition.',
  'guides.how.time.handover': 'The day is agreed with you.',
  'guides.how.took.screening': 'What it really took, {month}: check, {days} days (median).',
  'guides.how.took.review': 'What it really took, {month}: assessment, {days} days (median).',
  'guides.how.took.decision': 'What it really took, {month}: decision, {days} days (median).',
  'guides.how.took.offered': 'What it really took, {month}: the applicant’s answer, {days} days (median).',
  'guides.how.no-figures':
    'While there are few applications, what steps really took is not published: single people could be recognised by it.',
  'guides.how.answers': 'Frequent questions',
}

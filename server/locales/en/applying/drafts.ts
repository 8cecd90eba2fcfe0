import type { drafts as ru } from '#server/locales/ru/applying/drafts.ts'

export const drafts: Record<keyof typeof ru, string> = {
  'apply.clash.title': 'Section “{section}” was changed in another tab',
  'apply.clash.text':
    'While this tab was open, the section was saved in another tab or on another device: {when}. What you typed here is not saved yet, and not lost. Choose what to keep.',
  'apply.clash.mine': 'Typed here',
  'apply.clash.other': 'Saved in the other tab',
  'apply.clash.month': 'Month {month}: revenue {revenue}, costs {costs}',
  'apply.clash.keep-chosen': 'Save what is chosen',
  'apply.clash.keep-mine': 'Keep all of mine',
  'apply.clash.keep-other': 'Keep all that is saved',
  'apply.clash.kept-other': 'The answers saved in the other tab have been kept.',
  'apply.kept.renew': 'Save any section to keep it longer.',
  'mail.application-draft-ending.subject': 'Your draft application for {premises} will soon be deleted',
  'mail.application-draft-ending.body':
    'You began an application for unit {premises} and have not come back to it for a long time. The draft is kept up to and including {keptUntil}; after that we delete it together with the documents you uploaded.\n\nTo keep the draft, open it and save any section: the time then starts again. If you no longer need it, there is nothing to do.',
  'mail.application-draft-ending.action': 'Open the draft',
  'apply.needed.title': 'Documents you will need',
  'apply.needed.link': 'Documents you will need',
  'apply.needed.lead': 'Gather them now or upload them later: you can begin without any, and the draft is kept.',
  'apply.needed.everybody': 'Every applicant',
  'apply.needed.more': 'Besides, depending on in whose name you will work',
  'apply.needed.nothing-more': 'nothing more',
  'apply.needed.agent': 'If an agent applies for you',
  'apply.needed.comma': ', ',
  'apply.needed.later': 'What is needed before the contract and after the handover',
  'apply.needed.back': 'Back to the unit',
  'apply.needed.by-answers': 'Documents your answers call for',
  'apply.needed.there': 'Uploaded',
  'apply.earlier.title': 'You have submitted application {reference} before.',
  'apply.earlier.text':
    'You can take from it what you said of yourself, the company and the business plan, and the documents that are still valid. The unit, why you chose it and the consents have to be given anew.',
  'apply.earlier.button': 'Take answers and documents',
  'apply.earlier.start': 'Start with the answers of {reference}',
  'apply.start.empty': 'Start from nothing',
  'apply.copied.done':
    'Answers and documents were taken from application {reference}. Below you see what was copied and what was not.',
  'apply.copied.title': 'Taken from application {reference} on {day}',
  'apply.copied.sections': 'Sections: {sections}. Check whether anything has changed.',
  'apply.copied.documents': 'Documents copied:',
  'apply.copied.left': 'Not copied:',
  'apply.copied.declarations': 'The declarations and consents have to be given anew.',
  'apply.copied.left.passport-expired': 'the passport has expired',
  'apply.copied.left.extract-old': 'the extract is older than six months',
  'apply.copied.left.not-accepted': 'the office did not accept it, a corrected file is needed',
  'apply.copied.left.infected': 'the file contained malware',
  'apply.copied.left.later-stage': 'needed only after a new offer',
  'apply.copied.left.not-asked': 'not called for by your answers',
  'apply.copied.left.there-already': 'the draft has one already',
  'apply.timeline.copied': 'Answers and documents taken from an earlier application',
  'case.event.copied': 'Took answers and documents from an earlier application',
  'apply.error.whole-number': 'Enter a whole number, such as 3.',
  'apply.error.too-long': 'Too long: shorten it to {most, number} characters at most.',
  'apply.error.number-doubtful':
    'This can be read in two ways: with thousands or with decimals. Write it out, such as 20000 or 20.5.',
  'apply.error.day-doubtful': 'This can be two different days. Write the month as a word, such as 15 March 2031.',
  'apply.error.number.looks-like': 'Character {position} is “{character}”. It is probably the digit {digit}.',
  'apply.error.number.no-digit': 'Character {position} is “{character}”, but only digits stand here.',
  'apply.error.number.no-such-sign':
    'Character {position} is “{character}”. The code has digits and Latin letters other than I, O, S, V and Z.',
  'apply.error.number.short':
    'Characters entered: {typed}. A company has {company}, {toCompany} missing; an entrepreneur {entrepreneur}, {toEntrepreneur} missing.',
  'apply.error.number.between':
    'Characters entered: {typed}. A company has {company}, {extra} too many; an entrepreneur {entrepreneur}, {toEntrepreneur} missing.',
  'apply.error.number.long':
    'Characters entered: {typed}. A company has {company}, an entrepreneur {entrepreneur}: at least {extra} too many.',
  'apply.error.number.uscc-short': 'Characters entered: {typed}. The code has 18, {missing} missing.',
  'apply.error.number.uscc-long': 'Characters entered: {typed}. The code has 18, {extra} too many.',
  'apply.error.number.one-digit': 'The check digits do not agree. The mistake is probably in digit {position}.',
  'apply.error.inn.region': 'The first two digits are the region, and there is no region 00. Check digits 1–2.',
  'apply.error.inn.sum':
    'The check digit (the 10th) does not agree. Compare the tax office (digits 1–4), the number (digits 5–9) and the check digit itself.',
  'apply.error.inn.sum-person':
    'The check digits (the last two) do not agree. The mistake is probably in one of digits 1–10: the tax office (1–4) or the number (5–10).',
  'apply.error.ogrn.kind-company':
    'The first digit is the kind of record: 1 or 5 for a company, but here it is {digit}. Check the first digit.',
  'apply.error.ogrn.kind-entrepreneur':
    'The first digit is the kind of record: 3 for an entrepreneur, but here it is {digit}. Check the first digit.',
  'apply.error.ogrn.year':
    'Digits 2–3 are the year of the record, and here they are {digits}: the register has no such year, it began in 2002. Check digits 2–3.',
  'apply.error.ogrn.region': 'Digits 4–5 are the region, and there is no region 00. Check digits 4–5.',
  'apply.error.ogrn.sum':
    'The last digit ({last}) is a check digit, and it does not agree. The mistake is probably in the number of the record (digits 6–{to}) or in the check digit itself.',
  'apply.error.uscc.place':
    'Characters 3–8 are a place code of six digits, and there is no {digits}. Check characters 3–8.',
  'apply.error.uscc.organisation':
    'The mistake is probably in the organisation code (characters 9–17): its own check character, the 17th, does not agree.',
  'apply.error.uscc.sum':
    'The last character (the 18th) is a check character, and it does not agree, while the organisation code (characters 9–17) is right. Compare characters 1–8 and the last one.',
  'apply.cash.left': 'Left that month',
  'apply.cash.balance': 'Since the start',
  'apply.cash.recount': 'Save and add up',
  'apply.cash.lowest': 'Most money is missing at the end of month {month}: {amount}. So much is needed beforehand.',
  'apply.hint.nameCyrillic':
    'Surname, given name and patronymic, in this order. From it we suggest the Latin spelling.',
  'apply.latin.show': 'Suggest the Latin spelling',
  'apply.latin.probably': 'In the passport probably:',
  'apply.latin.use': 'Use it',
}

import type { home as ru } from '../ru/home.ts'

export const home: Record<keyof typeof ru, string> = {
  'home.title': 'Premises without rent for three years',
  'home.headline': 'Your business in Suifenhe.',
  'home.promise': 'Three years without rent.',
  'home.lead':
    'Russian Startup Street is the city’s programme for founders from Russia and elsewhere. Choose a place for a shop, a café, a workshop or an office and apply from where you are, in your own language.',
  'home.count.none': 'No premises are available now. Ask the adviser when there will be.',
  'home.find': 'Find a unit',
  'home.ask': 'Ask the adviser',
  'home.plan': 'The street today',
  'home.bill': 'What is free and what you pay',
  'home.bill.plain':
    'The rent is free for {months, plural, one{the first month} other{the first # months}} from handover. The management fee, heating, the deposit and utilities are paid by the tenant unless the listing says otherwise.',
  'home.bill.name': '{title}, {area}\u00a0· {code}',
  'home.bill.demo': '(demonstration data)',
  'home.bill.a-month': '{amount} a month',
  'home.bill.rent': 'Rent, {months, plural, one{# month} other{# months}}',
  'home.bill.management': 'Management fee',
  'home.bill.heating': 'Heating',
  'home.bill.heating.note': '{amount} per season, averaged over 12 months',
  'home.bill.deposit': 'Deposit',
  'home.bill.deposit.note': 'once, returned to you',
  'home.bill.utilities': 'Water and electricity',
  'home.bill.utilities.value': 'by meter',
  'home.bill.total': 'You pay about {amount} a month in the first year.',
  'home.bill.waived': '{amount} of rent is waived over {months, plural, one{# month} other{# months}}.',
  'home.steps': 'How to get a unit',
  'home.step.find': 'Find yours',
  'home.step.find.text': 'Search by area, use and features. Everything that costs money is shown at once.',
  'home.step.apply': 'Apply',
  'home.step.apply.text':
    'Each section can be saved before it is complete, and documents are uploaded as files. Take your time.',
  'home.step.follow': 'Follow the decision',
  'home.step.follow.text':
    'Each step shows in your account. Decisions and questions also come by e-mail, in your language.',
  'home.step.accept': 'Accept the offer',
  'home.step.accept.text': 'The unit is held for you for {days, plural, one{# day} other{# days}}.',
  'home.step.move-in': 'Move in',
  'home.step.move-in.text': 'The rent-free time begins on the day you get the keys, not when you sign.',
  'home.incentives': 'Incentives and their sources',
  'home.facts': 'The place',
  'home.facts.more': 'More about the areas of the free trade zone:',
  'home.closing': 'Start with a place',
  'home.closing.text': 'You need an account only when you decide to apply.',
  'home.security.title': 'Reporting a vulnerability',
  'home.security.lead':
    'If you have found a way to read or change something on this site that you should not, please tell us before you tell others.',
  'home.security.how': 'What to write',
  'home.security.how.say':
    'Say what you did, what came of it and when that was. Do not send documents or data of other people.',
  'home.security.how.address':
    'The address for such reports is in the file security.txt. If you prefer, write to the office through the contact page.',
  'home.security.care': 'What we ask of you',
  'home.security.care.look':
    'Do no more than it takes to show the vulnerability: change and keep nothing that belongs to others, and do not overload the site.',
  'home.security.care.people': 'Do not deceive visitors or staff, and do not try to enter the premises.',
  'home.security.then': 'What happens next',
  'home.security.then.answer':
    'We read your report, answer whether we could repeat what you describe and say when the vulnerability will be closed. Once it is, we thank you by name if you like.',
  'home.security.write': 'Write to the office',
  'home.security.file': 'Open security.txt',
}

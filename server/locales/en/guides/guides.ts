import type { guides as ru } from '#server/locales/ru/guides/guides.ts'

export const guides: Record<keyof typeof ru, string> = {
  'guides.title': 'Guides',
  'guides.lead': 'What the site says, in one file: to read on the road, to print or to send to a partner.',
  'guides.doing-business': 'Doing business in the zone',
  'guides.doing-business.about':
    'The programme and its costs, how to apply and with which documents, all incentives with sources and dates, and facts about the areas of the zone. Built from the site’s own data and updated with it.',
  'guides.edition': 'Edition of',
  'guides.files': 'Files',
  'guides.none': 'The first edition is being made. Come back in a few minutes.',
  'guides.older': 'Earlier editions',
  'guides.download': '{language}, PDF, {size}',
  'guides.file': 'PDF, {size}',
  'guides.more': 'On the site',
  'guides.more.eligibility': 'Which incentives apply to me',
  'guides.more.incentives': 'All incentives',
  'guides.more.calculator': 'Where it is cheaper to assemble a product',
  'guides.edition-line': 'Edition of {date}. Compiled from the data of the Russian Startup Street site.',
  'guides.caution':
    'This is an overview, not legal advice. Each statement names its source and the date it was checked; what is not confirmed says so. Confirm the conditions with the programme office before you decide.',
  'guides.contents': 'Contents',
  'guides.code': 'QR code of {address}',
  'guides.programme': 'What the city offers',
  'guides.programme.text':
    'Suifenhe lets premises on Russian Startup Street free of rent for {months, plural, one{# month} other{# months}} from the day of handover. {confirmation}',
  'guides.programme.anybody': 'Citizens of any country may apply, for themselves or for the company they represent.',
  'guides.programme.listed':
    'Citizens of the countries on the programme office’s list may apply. The application form shows the list.',
  'guides.programme.language':
    'You can apply in Russian, English or Chinese. The decision comes in your language and in Chinese.',
  'guides.cost.what': 'Item',
  'guides.cost.who': 'What the tenant pays',
  'guides.cost.rent': 'Rent',
  'guides.cost.rent.who':
    'Nothing during the rent-free period. After it, the market rent shown on the page of the unit',
  'guides.cost.management': 'Management fee',
  'guides.cost.management.who': 'Every month, by area',
  'guides.cost.heating': 'Heating',
  'guides.cost.heating.who': 'For the season from 15 October to 15 April, by area',
  'guides.cost.deposit': 'Deposit',
  'guides.cost.deposit.who': 'Once, returned at the end',
  'guides.cost.utilities': 'Electricity and water',
  'guides.cost.utilities.who': 'By meter',
  'guides.cost.where': 'The page of each unit shows its sums.',
  'guides.process': 'How to get a unit',
  'guides.step.find':
    'Choose a unit. Its page says what it may be used for and what it costs to run. An application may name up to three, in order of preference.',
  'guides.step.prepare': 'Prepare the documents listed below.',
  'guides.step.apply':
    'Sign up on the site and fill in the application. A draft is kept for {draftDays, plural, one{# day} other{# days}} after your last change.',
  'guides.step.review':
    'City staff check the application. If something is missing, you get a list and have {answerDays, plural, one{# working day} other{# working days}} to answer. Reviewers then score it by criteria that are the same for everybody.',
  'guides.step.decision':
    'The decision is made by somebody who did not review the application. It comes as a letter with its reasons.',
  'guides.step.offer':
    'If the answer is yes, the unit is held for you. You have {offerDays, plural, one{# day} other{# days}} to accept.',
  'guides.step.company':
    'Set up a company in China or register as a sole trader, if you have not done so yet. You will need an address for it: choose a unit that can serve as a registered address.',
  'guides.step.contract':
    'Sign the contract. It needs your documents with an apostille and a notarised Chinese translation.',
  'guides.step.handover':
    'Take over the unit: meters, inventory, photos. The rent-free period of {rentFreeMonths, plural, one{# month} other{# months}} begins that day.',
  'guides.papers': 'Documents',
  'guides.papers.files':
    'Formats: PDF, JPEG, PNG, WebP, HEIC, DOCX, XLSX. A file may have up to {fileLimit}, an application up to {files, plural, one {# file} other {# files}} and {totalLimit}.',
  'guides.incentives': 'Incentives',
  'guides.incentives.lead':
    'Beside each title stands its status on the date of this edition. An incentive that is over stays in the list and says so.',
  'guides.source': '{name}, {date}',
  'guides.sources': 'Addresses of the sources',
  'guides.contact': 'Next steps',
  'guides.contact.premises': 'Premises',
  'guides.contact.eligibility': 'Which incentives apply to me',
  'guides.contact.adviser': 'The programme’s adviser',
  'glossary.title': 'Glossary',
  'glossary.lead':
    'The words of the programme in three languages, each with one meaning: so the site, its mails and documents write them.',
  'glossary.groups': 'Parts of the glossary',
  'glossary.meaning': 'Meaning',
  'glossary.group.street': 'The street and its units',
  'glossary.group.applying': 'Applying',
  'glossary.group.deciding': 'Review, decision, offer',
  'glossary.group.tenancy': 'Contract and tenancy',
  'glossary.group.law': 'Zone, taxes, documents',
  'glossary.group.office': 'The office',
  'glossary.group.site': 'The site',
  'nav.guides': 'Guides',
}

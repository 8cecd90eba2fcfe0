export const privacy = {
  'privacy.own.title': 'Your data',
  'privacy.own.lead': 'Here you can take away everything the site knows about you, or ask for it to be deleted.',
  'privacy.own.link': 'Take away or delete',
  'privacy.own.about':
    'Everything the site keeps about you can be downloaded as one archive. The account is deleted here too.',
  'privacy.password.hint': 'We ask once more, so that nobody who finds your page open can take your data.',
  'privacy.archive.title': 'Everything about me',
  'privacy.archive.lead':
    'A ZIP archive: your account, your applications with all answers, requests, interviews and messages, the documents just as you uploaded them, the decisions, tenancies and reports, what you saved, viewings and enquiries, and who of the staff opened your documents and when. Each application is a page to read and a JSON file.',
  'privacy.archive.not':
    'Internal notes of the staff and the reviewers’ scores are not part of it. The download is recorded in the history of your account.',
  'privacy.archive.submit': 'Download the archive',
  'privacy.archive.too-many': 'The archive has been downloaded five times within an hour. Please try later.',
  'privacy.archive.made': 'Startup Street, Suifenhe. Made on {when}, Suifenhe time.',
  'privacy.archive.state': 'State of the application',
  'privacy.archive.request': 'Request no. {number}',
  'privacy.archive.asked': 'Sent',
  'privacy.archive.answer-by': 'To be answered by',
  'privacy.archive.answer': 'Your answer',
  'privacy.archive.files': 'Decisions and photos',
  'privacy.archive.lost': 'This file is not in the archive: it is lost. Ask the office about it.',
  'privacy.archive.reply.office': 'Answer of the office',
  'privacy.archive.reply.own': 'Your message',
  'privacy.archive.enquiries': 'Enquiries',
  'privacy.archive.letter.search-alert': 'Premises for a saved search',
  'privacy.archive.letter.second-factor': 'A change of two-step sign-in',
  'privacy.archive.letter.tenancy-reminder': 'The rent-free time is coming to its end',
  'privacy.archive.letter.tenancy-duty-soon': 'Reminder before the day of a duty',
  'privacy.archive.letter.tenancy-duty-today': 'Reminder on the day of a duty',
  'privacy.archive.letter.tenancy-duty-late': 'Reminder of an overdue duty',
  'privacy.archive.letters': 'Letters sent to you',
  'privacy.archive.session': 'Last used: {used}',
  'privacy.archive.history': 'What happened to the account',
  'people.event.archive_taken': 'Took an archive of their own data',
  'people.event.deletion_asked': 'Asked for the account to be deleted',
  'people.event.deletion_called_off': 'Deletion of the account called off',
  // How the site treats what it knows of people.
  'data.title': 'How we treat your data',
  'data.link': 'Privacy',
  'data.lead':
    'What we learn about you, why, who sees it and how long it is kept. Nothing that the programme does not need.',
  'data.what': 'What, and why',
  'data.what.browse':
    'To look at premises, incentives and the calculator you need to tell us nothing. There are no visit counters and no third-party scripts on this site; a cookie is set when you save something, choose a currency or larger type, or sign in.',
  'data.what.device':
    'So that you can read the units that you save offline, your browser keeps copies of their public pages on the device. A copy goes when you remove the unit from what you saved, and all of them go when you sign out.',
  'data.what.push':
    'If you turn on notifications on a device, we keep the address and keys that your browser has from its push service (Google, Mozilla, Apple or Microsoft), the browser and system, the time zone, your quiet hours and when it last had a notification, and tell you through the service that there is news. The service sees only that we sent something to the device, and when, but cannot read it; notifications have no names and no numbers.',
  'data.what.apply':
    'An application needs your name as in the passport, citizenship, passport, address, telephone, business plan and documents: they show whether premises can be given, and the contract is made from them.',
  'data.what.write':
    'A message and a viewing need a name and an e-mail address, so that we can answer and tell you of changes.',
  'data.who': 'Who sees it',
  'data.who.office':
    'An application is seen only by the officers of the programme who handle it. Whoever has an interest of their own in it is kept out.',
  'data.who.reads':
    'Each time an officer opens a document it is written down. The page of your application shows who opened it and when.',
  'data.who.public':
    'A public notice of a decision gives the reference, the unit, the use and the name of the company; of a person only the initials.',
  'data.who.china':
    'The data are processed in China, at the administration of the city of Suifenhe. You agree to their transfer when you submit an application.',
  'data.safe': 'How they are protected',
  'data.safe.text':
    'The connection is encrypted, the password is stored in a form that cannot be read, and passport numbers and the contents of documents never reach the site’s logs.',
  'data.drafts': 'Drafts that nobody changes',
  'data.days': '{count, plural, one{# day} other{# days}}',
  'data.account': 'Account, what you saved, viewings',
  'data.account.kept': 'until you have the account deleted',
  'data.objections': 'Objections to a decision',
  'data.objections.kept': 'as long as the application they are about',
  'data.rights': 'What you can do',
  'data.rights.take': 'take away everything the site knows about you as one archive;',
  'data.rights.correct':
    'correct answers while the application is a draft or open for corrections, and your e-mail address on any day;',
  'data.rights.delete': 'ask for your account to be deleted;',
  'data.rights.ask': 'ask, and object.',
  'data.rights.own': 'Take away or delete your data',
  'data.rights.contact': 'Write to the programme office',
}

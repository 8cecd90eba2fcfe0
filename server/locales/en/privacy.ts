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
  'privacy.archive.enquiries': 'Enquiries',
  'privacy.archive.letters': 'Letters sent to you',
  'privacy.archive.session': 'Last used: {used}',
  'privacy.archive.history': 'What happened to the account',
  'people.event.archive_taken': 'Took an archive of their own data',
  'people.event.deletion_asked': 'Asked for the account to be deleted',
  'people.event.deletion_called_off': 'Deletion of the account called off',
}

import type { correspondence as ru } from '#server/locales/ru/reviewing/correspondence.ts'

export const correspondence: Record<keyof typeof ru, string> = {
  'case.action.notes': 'Internal note',
  'case.submit.notes': 'Save the note',
  'case.done.notes': 'The note is saved. Only staff see it.',
  'case.confirm.notes': 'For staff only.',
  'case.action.messages': 'Message to the applicant',
  'case.submit.messages': 'Send to the applicant',
  'case.done.messages': 'The message is sent to the applicant.',
  'case.confirm.messages': 'The applicant will read this, on the site and in an e-mail.',
  'case.action.messages-settled': 'No answer needed',
  'case.submit.messages-settled': 'No answer needed',
  'case.done.messages-settled': 'The messages are marked: they need no answer.',
  'case.field.internalNote': 'New internal note',
  'case.field.publicMessage': 'New message to the applicant',
  'case.hint.internalNote': 'The applicant does not see this.',
  'case.hint.publicMessage': 'It is signed “Programme office”, not with your name.',
  'case.field.mention': 'Also tell',
  'case.hint.mention':
    'Or write @ and a colleague’s name in the note. Only colleagues who may read this application can be told.',
  'case.mention.nobody': 'Nobody',
  'case.note.told': 'Told: {names}',
  'case.refused.cannot-mention': 'This colleague may not read the application.',
  'case.refused.note-before':
    'An earlier note from this form is already saved. What you typed now has not been saved: press the button again to save it as well.',
  'mail.case-mentioned.subject': 'Application {reference}: you are mentioned in a note',
  'mail.case-mentioned.body': 'A colleague has mentioned you in an internal note on application {reference}.',
  'mail.case-mentioned.action': 'Open the application',
  'case.notes': 'Internal notes',
  'case.notes.tag': 'staff only',
  'case.messages': 'Messages with the applicant',
  'case.message.from-office': 'Office → applicant ({name})',
  'case.message.from-applicant': 'Applicant → office ({name})',
  'case.message.waiting':
    '{count, plural, one{# message from the applicant waits} other{# messages from the applicant wait}} for an answer.',
  'case.message.count': '{count, plural, one{# message} other{# messages}}',
  'case.queue.unanswered': 'Messages to answer',
  'desk.messages': 'Messages to answer',
  'application.message-since':
    'A new message from the applicant has come since you opened this page. Read it among the messages; if it needs no answer either, press the button again.',
  'application.message-before':
    'An earlier message from this form was already sent; it is among the messages. What you typed now has not been sent: press the button again to send it as well.',
  'application.correspondence-full':
    'There are too many messages without an answer. Please wait for the office; if it is urgent, use the contacts on the site.',
  'apply.messages.title': 'Messages',
  'apply.messages.page': 'Messages about application {reference}',
  'apply.messages.write': 'Write to the programme office',
  'apply.messages.label': 'Your message',
  'apply.messages.hint':
    'Files cannot be added here. If the office needs one, it asks for it on the page of the application.',
  'apply.messages.send': 'Send the message',
  'apply.messages.sent': 'Your message is sent. The answer will appear here and come by e-mail.',
  'apply.messages.office': 'Programme office',
  'apply.messages.you': 'You',
  'mail.application-message.subject': 'Message about application {reference}',
  'mail.application-message.body':
    'The programme office has written to you about application {reference}:\n\n{message}\n\nYou can answer on the application’s page.',
  'mail.application-message.action': 'Read and answer',
}

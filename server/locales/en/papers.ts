import type { papers as ru } from '../ru/papers.ts'

export const papers: Record<keyof typeof ru, string> = {
  'document.scan.held': 'Being checked for viruses',
  'document.scan.held-note':
    'This usually takes less than a minute. Until then nobody can open the file, but we have it.',
  'document.scan.infected': 'Deleted: malware',
  'document.scan.infected-note':
    'We found malware in this file and have deleted it. Check your computer, save the document again and upload another file.',
  'document.scan.clean': 'No viruses found',
  'document.scan.not-scanned': 'Not scanned for viruses',
  'document.unreadable.held': 'This file is still being checked for viruses. Open it a little later.',
  'document.unreadable.infected': 'There was malware in this file, so it has been deleted.',
  'document.infected.mend': 'Upload another file',
  'document.infected.intro': 'We found malware in these files and have deleted them. Upload others in their place.',
  'document.version.current': 'version {version}, {earlier, plural, one{# earlier version} other{# earlier versions}}',
  'document.review.received': 'Received',
  'document.review.checking': 'Being looked at',
  'document.review.accepted': 'Accepted',
  'document.review.incorrect': 'Incorrect',
  'document.review.incomplete': 'Incomplete',
  'document.review.outdated': 'Out of date',
  'document.review.note': 'Note: {note}',
  'mail.document-infected.subject': 'A file was not accepted: malware',
  'mail.document-infected.body':
    'Our check found malware in the file “{name}” ({kind}), and we have deleted it.\n\nCheck your computer, save the document again and upload it once more. Your other documents are as they were.',
  'mail.document-infected.action': 'Upload another file',
}

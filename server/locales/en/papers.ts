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
  'document.version': 'Version {version}',
  'document.versions': 'Earlier versions: {kind}',
  'document.taken': 'Taken out by the applicant',
  'document.cannot-show':
    'Browsers do not open HEIC photos, Word or Excel files themselves, and we pass documents to no viewing service. Download the file.',
  'document.judge': 'About this document',
  'document.judge.state': 'State',
  'document.judge.choose': 'Choose',
  'document.judge.note': 'Note to the applicant',
  'document.judge.hint':
    'The applicant sees both the state and the note. An incorrect, incomplete or outdated document needs a note.',
  'document.judge.submit': 'Save',
  'document.judged': 'The state of the document has been saved.',
  'document.refused.note-missing': 'Tell the applicant what is wrong with the document.',
  'document.refused.replaced': 'This document has been replaced or taken out. Look at the new version.',
  'document.refused.unreadable': 'This file cannot be opened at present, so nothing can be said about it.',
  'document.refused.no-step': 'The document is in this state already.',
  'document.refused.stale':
    'While you were looking at the document, a colleague changed its state. This is what they said.',
  'document.refused.ended': 'The case is closed; the states of its documents do not change any more.',
  'document.reads.title': 'Who has opened your documents',
  'document.reads.hint': 'Each time a member of the staff opens a document, it is written down.',
  'document.reads.none': 'No member of the staff has opened your documents yet.',
  'document.reads.who': '{name}, {role}',
  'document.reads.times': '{count, plural, one{# time} other{# times}} that day',
  'mail.document-infected.subject': 'A file was not accepted: malware',
  'mail.document-infected.body':
    'Our check found malware in the file “{name}” ({kind}), and we have deleted it.\n\nCheck your computer, save the document again and upload it once more. Your other documents are as they were.',
  'mail.document-infected.action': 'Upload another file',
}

import type { letterhead as ru } from '#server/locales/ru/programme/letterhead.ts'

/** Letterhead, numbers and seal of what the office issues. */
export const letterhead: Record<keyof typeof ru, string> = {
  'letterhead.title': 'Letterhead, numbers and seal',
  'letterhead.lead':
    'Decision letters and contracts begin and end with this. Documents that were issued do not change.',
  'letterhead.issuer': 'Who issues documents',
  'letterhead.issuer.about':
    'The full name of the office, above and below a document. Address and telephone are those of “The office: contacts and hours”.',
  'letterhead.issuer.hint': 'As on the seal. Left empty, the name of the site stands there.',
  'letterhead.name.wrong': 'One line without angle brackets, braces, straight quotation marks and #.',
  'letterhead.pattern': 'Numbers of documents',
  'letterhead.pattern.about':
    '{year} is the year, {number} counts within it. Numbers go on without a gap: only a document that is really made gets one.',
  'letterhead.pattern.hint': 'Next number: {next}. An empty field brings the initial form back.',
  'letterhead.pattern.wrong':
    'The signs for the year and for the number, as named above, have to stand in it once each, with something between them, without other braces or digits.',
  'letterhead.pattern.same': 'Other documents are numbered like this. Letters and contracts have to differ.',
  'letterhead.seal.title': 'Picture of the seal',
  'letterhead.seal.about':
    'It is put into decision letters when they are made. A contract is signed and sealed by hand. Samples have no seal, and the picture has no address of its own.',
  'letterhead.seal.choose': 'File with the seal',
  'letterhead.seal.hint':
    'PNG, at most {limit}, at least 200 pixels on each side. White becomes see-through; in a document the seal is 42\u00a0mm wide.',
  'letterhead.seal.send': 'Upload the seal',
  'letterhead.seal.remove': 'Remove the seal',
  'letterhead.seal.saved': 'The seal is saved: the next letters have it.',
  'letterhead.seal.removed': 'The seal is removed: the next letters have none.',
  'letterhead.seal.refused.none': 'Choose the file with the seal.',
  'letterhead.seal.refused.damaged': 'This file does not open as a picture. Save the seal again and retry.',
  'letterhead.seal.refused.type': 'Only PNG is taken.',
  'letterhead.seal.refused.large': 'The file is larger than {limit}. Make the picture smaller.',
  'letterhead.seal.refused.several': 'Choose one file.',
  'letterhead.seal.refused.small': 'The picture is too small: it needs at least 200 pixels on each side.',
  'letterhead.seal.refused.faint': 'There is hardly anything on this picture. Check the file.',
  'letterhead.seal.refused.stale':
    'Somebody else has changed the seal in the meantime. Look at it and, if need be, upload yours again.',
  'letterhead.texts': 'Texts of documents',
  'letterhead.register': 'Numbers that were given',
  'letterhead.register.about':
    'The newest fifty. A number without a document is explained here: a case may have been closed while its contract was being prepared.',
  'letterhead.register.none': 'No number has been given yet.',
  'letterhead.register.number': 'Number',
  'letterhead.register.what': 'Document',
  'letterhead.register.reference': 'Application',
  'letterhead.register.open': 'Open',
  'letterhead.register.at': 'Given',
  'letterhead.series.letter': 'Decision letter',
  'letterhead.series.contract': 'Contract',
  'programme.issuerZh': 'Name in Chinese',
  'programme.issuerRu': 'Name in Russian',
  'programme.issuerEn': 'Name in English',
  'programme.letterNumber': 'Number of a letter',
  'programme.contractNumber': 'Number of a contract',
  'programme.seal': 'Picture of the seal',
}

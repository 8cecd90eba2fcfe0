import type { documents as ru } from '#server/locales/ru/documents/documents.ts'

export const documents: Record<keyof typeof ru, string> = {
  'document.kind.passport': 'Passport',
  'document.kind.business_plan': 'Business plan',
  'document.kind.experience': 'Experience: portfolio, photos, references',
  'document.kind.company_extract': 'Company register extract',
  'document.kind.company_charter': 'Company charter',
  'document.kind.ownership_statement': 'Ownership statement',
  'document.kind.power_of_attorney': 'Power of attorney',
  'document.kind.agent_passport': 'Agent’s passport',
  'document.kind.permit': 'Permit (food, alcohol, hygiene)',
  'document.kind.fit_out_drawing': 'Fit-out drawings',
  'document.kind.business_licence': 'Business licence',
  'document.kind.notarised_translation': 'Notarised translation with apostille',
  'upload.hint':
    '{types}. Up to {fileLimit} a file; up to {files} files and {totalLimit} an application. You can choose several at once.',
  'upload.none': 'Choose at least one file.',
  'upload.broken': 'The files did not arrive completely, so none was kept. Please send them again.',
  'upload.flood': 'That was too much for one upload, and nothing was kept. Send the files in several goes.',
  'upload.refused.empty': '“{name}” is empty: it has 0 bytes.',
  'upload.refused.too-large': '“{name}” is larger than {fileLimit}. Make it smaller or split it.',
  'upload.refused.extension': '“{name}” is not a type we take. We take {types}.',
  'upload.refused.content': '“{name}” is not what its extension says. Save it again as one of {types}.',
  'upload.refused.unpacked':
    '“{name}” unpacks to more than a document may hold. Save it as a PDF of up to {fileLimit}.',
  'upload.refused.damaged': '“{name}” is damaged or protected by a password. Save it without one and send it again.',
  'upload.refused.pixels': '“{name}” has more than 50 million pixels. Make the picture smaller and send it again.',
  'upload.refused.too-many':
    '“{name}” was not kept: an application may have up to {files, plural, one{# file} other{# files}}.',
  'upload.refused.no-room': '“{name}” was not kept: all files of an application together may have up to {totalLimit}.',
}

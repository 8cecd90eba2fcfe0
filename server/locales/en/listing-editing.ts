import type { listingEditing as ru } from '../ru/listing-editing.ts'

export const listingEditing: Record<keyof typeof ru, string> = {
  'listing.edit.reason': 'Why you changed it (for the history)',
  'listing.edit.fallen':
    'Texts have changed, so they no longer count as reviewed: {languages}. Read them again and tick the box.',
  'listing.clash.title': 'Somebody changed this record while you were working. Nothing you typed is lost',
  'listing.clash.choose': 'You and a colleague both changed these fields. Choose what to keep and save again.',
  'listing.clash.mine': 'Yours',
  'listing.clash.theirs': 'In the record now',
  'listing.clash.was': 'Before:',
  'listing.clash.who': '{who}, {at}',
  'listing.clash.theirs-only': 'Only your colleague changed these fields. The form below already has the new values.',
  'listing.versions': 'Versions',
  'listing.versions.all': 'All changes and earlier versions',
  'listing.versions.title': '{code}: all changes',
  'listing.versions.found': '{count, plural, =0{No changes yet} one{# entry} other{# entries}}',
  'listing.versions.number': 'Version {number}',
  'listing.versions.look': 'Compare with the present one',
  'listing.versions.one': '{code}: restore version {number}',
  'listing.versions.explain':
    'What is struck out goes, what is underlined comes back. The status, the dates on the site and the photos stay as they are; the present version is kept in the history.',
  'listing.versions.restore': 'Restore this version',
  'listing.versions.same': 'This version is the same as the present one.',
  'listing.versions.back': 'To all changes',
  'listing.versions.restored': 'Version {number} is restored.',
  'listing.versions.stale': 'The record changed while you were looking. Check the differences again.',
  'listing.versions.impossible': 'This version cannot be restored: its data no longer pass the checks.',
  'listing.event.version-restored': 'Earlier version restored',
}

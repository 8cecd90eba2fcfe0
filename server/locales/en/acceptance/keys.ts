import type { keys as ru } from '#server/locales/ru/acceptance/keys.ts'

export const keys: Record<keyof typeof ru, string> = {
  'keys.title': 'Handing over unit {premises}',
  'keys.kept': 'Kept on this device until the form is accepted.',
  'keys.restored': 'What you typed on this device before is back.',
  'keys.offline':
    'No connection. Everything you typed is still on this device: send it again when you are back online.',
  'keys.sending': 'Sending…',
  'keys.failed': 'It could not be sent. Everything you typed is kept on this device: try again in a while.',
  'keys.items': 'Inventory',
  'keys.items.hint': 'Keys, equipment, furniture. Empty rows are not kept. If the rows run out, write the rest below.',
  'keys.item.name': 'What',
  'keys.item.count': 'How many',
  'keys.item.condition': 'Condition',
  'keys.photos': 'Photos',
  'keys.photos.hint': 'JPEG, PNG or WebP, up to 20. We keep neither the place nor the make of the phone.',
  'keys.photos.refused': 'These photos were not kept',
  'keys.photo': 'Photo {number}',
  'keys.photo.remove': 'Remove',
  'case.field.handedBy': 'Handed over by',
  'case.field.receivedBy': 'Received by',
  'keys.protocol.title': 'Handover record of unit {premises}',
  'keys.protocol.open': 'Open and print',
  'keys.protocol.print': 'For a record on paper, print this page from the browser.',
  'keys.protocol.remarks': 'Remarks',
  'keys.protocol.signature': 'Signature',
  'keys.protocol.none': 'There is no inventory.',
}

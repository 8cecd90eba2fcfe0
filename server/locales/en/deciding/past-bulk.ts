import type { pastBulk as ru } from '#server/locales/ru/deciding/past-bulk.ts'

export const pastBulk: Record<keyof typeof ru, string> = {
  'bulk.past': 'Past bulk decisions',
  'bulk.past.lead': 'Decisions on several cases at once that you have confirmed. The link has the details.',
  'bulk.past.none': 'You have not decided several cases at once yet.',
  'bulk.past.when': 'When',
  'bulk.past.what': 'Decision',
  'bulk.past.cases': 'Cases',
  'bulk.past.undone': 'Undone',
  'bulk.past.outcome.decided': 'in force: {count}',
  'bulk.past.outcome.left': 'left out: {count}',
  'bulk.past.outcome.pending': 'not carried out yet: {count}',
  'bulk.past.outcome.gone': 'deleted: {count}',
}

import type { rubric as ru } from '#server/locales/ru/reviewing/rubric.ts'

export const rubric: Record<keyof typeof ru, string> = {
  'rubric.title': 'How applications are reviewed',
  'rubric.lead': 'By what applications are judged, and by how many reviewers.',
  'rubric.in-force':
    'Version {version} is in force. A new version applies to applications that come into review after it is saved.',
  'rubric.stale':
    'A colleague saved a new version while you were editing. Your changes are still in the form: check them and save again.',
  'rubric.criteria': 'Criteria',
  'rubric.criteria.hint': 'Each is scored from 0 to 5. To remove a criterion, empty its names.',
  'rubric.criterion': 'Criterion {number}',
  'rubric.name.ru': 'Name in Russian',
  'rubric.name.en': 'Name in English',
  'rubric.name.zh': 'Name in Chinese',
  'rubric.hint.ru': 'Hint in Russian',
  'rubric.hint.en': 'Hint in English',
  'rubric.hint.zh': 'Hint in Chinese',
  'rubric.weight': 'Weight, from 1 to 10',
  'rubric.panel': 'Reviewers',
  'rubric.panelSize': 'How many reviewers give scores',
  'rubric.panelSize.hint': 'From 1 to 5. Until all have given scores, reviewers do not see one another’s.',
  'rubric.spreadThreshold': 'Spread allowed without a discussion',
  'rubric.spreadThreshold.hint':
    'From 0 to 4 points. When scores on a criterion differ by more, the reviewers have to talk.',
  'rubric.autoAssign': 'Who gets a new application',
  'rubric.autoAssign.by_hand': 'An officer assigns it',
  'rubric.autoAssign.least_loaded': 'At once the least loaded reviewer',
  'rubric.save': 'Save as a new version',
  'rubric.saved': 'The new version is in force.',
  'rubric.history': 'Versions',
  'rubric.past-version': 'Version {version}',
  'rubric.error.none': 'There has to be at least one criterion.',
  'rubric.error.name': 'Name the criterion in all three languages.',
  'rubric.error.weight': 'The weight of a criterion is a whole number from 1 to 10.',
  'case.column.score': 'Score',
}

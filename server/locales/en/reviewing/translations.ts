import type { translations as ru } from '#server/locales/ru/reviewing/translations.ts'

export const translations: Record<keyof typeof ru, string> = {
  'translation.one': 'Translation of an answer',
  'translation.title': '{question}: translation ({language})',
  'translation.original': '{question}: in the applicant’s words',
  'translation.text': 'Translation',
  'translation.hint': 'It helps colleagues to read the answer and decides nothing. The applicant does not see it.',
  'translation.save': 'Save the translation',
  'translation.back': 'Back to the case',
  'translation.saved': 'The translation is saved. Only staff see it.',
  'translation.mark': 'Translation by staff',
  'translation.who': '{language}; {name}, {when}',
  'translation.language.zh': 'Chinese',
  'translation.language.en': 'English',
  'translation.add.zh': 'Translate into Chinese',
  'translation.add.en': 'Translate into English',
  'translation.edit': 'Correct it',
  'translation.outdated': 'out of date: the answer has changed',
  'translation.outdated.hint':
    'The applicant has changed the answer since it was translated. Please check the translation against the new text.',
  'translation.stale':
    'While you were writing, a colleague saved a translation. Your text is still in the field: compare the two and save the better one. What is saved now:',
}

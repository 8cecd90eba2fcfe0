/** What the staff make of answers in a language that they do not all read. */
export const translations = {
  'translation.one': 'Перевод ответа',
  'translation.title': '{question}: перевод ({language})',
  'translation.original': '{question}: словами заявителя',
  'translation.text': 'Перевод',
  'translation.hint': 'Помогает коллегам прочитать ответ и ни на что не влияет. Заявитель его не видит.',
  'translation.save': 'Сохранить перевод',
  'translation.back': 'Вернуться к заявке',
  'translation.saved': 'Перевод сохранён. Его видят только сотрудники.',
  'translation.mark': 'Перевод сотрудника',
  'translation.who': '{language}; {name}, {when}',
  'translation.language.zh': 'китайский',
  'translation.language.en': 'английский',
  'translation.add.zh': 'Перевести на китайский',
  'translation.add.en': 'Перевести на английский',
  'translation.edit': 'Исправить',
  'translation.outdated': 'устарел: ответ изменился',
  'translation.outdated.hint':
    'Заявитель изменил ответ после того, как сделан перевод. Проверьте перевод по новому тексту.',
  'translation.stale':
    'Пока вы писали, коллега сохранил свой перевод. Ваш текст остался в поле: сравните и сохраните то, что вернее. Сейчас записано так:',
} as const

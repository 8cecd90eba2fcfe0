/** How colleagues are introduced to those they meet. */
export const introduction = {
  'introduction.title': 'Как вас представляют посетителям',
  'introduction.lead':
    'Тот, кто записался на просмотр к вам, увидит ваше имя своими буквами и телефон, чтобы позвонить, если задержится. Никто другой их не увидит.',
  'introduction.about':
    'Имя русскими, латинскими и китайскими буквами и телефон для тех, кто записался к вам на просмотр.',
  'introduction.link': 'Имя и телефон для посетителей',
  'introduction.names': 'Имя в других написаниях',
  'introduction.name.ru': 'Имя по-русски',
  'introduction.name.en': 'Имя латиницей',
  'introduction.name.en.hint': 'Показывается и русским читателям, если имени по-русски нет.',
  'introduction.name.zh': 'Имя иероглифами',
  'introduction.phone': 'Телефон для посетителей',
  'introduction.phone.hint':
    'С кодом страны, например +86 131 0453 0000. Виден только до конца просмотра; когда вашу учётную запись закроют, номер удаляется.',
  'introduction.saved': 'Сохранено. Посетители увидят это сразу.',
} as const

/** The waiting list and offers: at the desk, on the applicant's pages, in mails. */
export const waiting = {
  'waiting.title': 'Лист ожидания',
  'waiting.title-for': 'Лист ожидания: {code}',
  'waiting.lead':
    'Порядок — по среднему баллу, при равных баллах раньше стоит тот, кто раньше подал заявку. Освободившееся помещение система сама предлагает первому в очереди.',
  'waiting.found': '{count, plural, one{ждёт # заявка} few{ждут # заявки} many{ждут # заявок} other{ждут # заявки}}',
  'waiting.found-premises': '{count, plural, one{# помещение} few{# помещения} many{# помещений} other{# помещения}}',
  'waiting.empty': 'В листе ожидания никого нет.',
  'waiting.all': 'Все помещения',
  'waiting.column.premises': 'Помещение',
  'waiting.column.status': 'Сейчас',
  'waiting.column.count': 'Ждут',
  'waiting.column.next': 'Следующая заявка',
  'waiting.column.place': 'Место',
  'waiting.column.reference': 'Заявка',
  'waiting.column.applicant': 'Заявитель',
  'waiting.column.score': 'Балл',
  'waiting.column.submitted': 'Подана',
  'waiting.column.rank': 'Выбор',
  'waiting.column.until': 'Ждёт до',
  'waiting.column.note': 'Примечание',
  'waiting.rank': '{rank}-й из {total}',
  'waiting.passed-over': 'есть предложение по {reference}: сохраняет место, но пока пропускается',
  'waiting.place': '{code}: {place}-е место из {total}',
  'waiting.yours': 'Ваше место в очереди',
  'waiting.yours.rule':
    'Порядок — по баллам рецензентов, при равных баллах — по времени подачи. Место может измениться: в лист могут войти заявки с более высоким баллом.',
  'waiting.yours.next': 'вы следующий: помещение предложат вам, как только оно освободится',
  'waiting.yours.until': 'Заявка ждёт до {day} включительно.',
  'waiting.fact.places': 'Место в очереди',
  'waiting.fact.until': 'Ждёт до',

  'application.choice-free':
    'Помещение {code} свободно. Сначала решите, кому его предложить: лист ожидания — для занятых помещений.',
  'application.offer-elsewhere':
    'У заявителя уже есть предложение, на которое он ещё не ответил, или принятое, по которому готовится договор. Второго предложения сделать нельзя.',
  'programme.waitingMonths': 'Сколько заявка остаётся в листе ожидания',
  'programme.waitingMonths.hint': 'За месяц до конца заявитель получает письмо. От {min} до {max}.',
} as const

/** The waiting list and offers: at the desk, on the applicant's pages, in mails. */
export const waiting = {
  'waiting.title': 'Лист ожидания',
  'waiting.title-for': 'Лист ожидания: {code}',
  'waiting.lead':
    'Порядок\u00a0— по среднему баллу, при равных баллах раньше стоит тот, кто раньше подал заявку. Освободившееся помещение система сама предлагает первому в очереди.',
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
    'Порядок\u00a0— по баллам рецензентов, при равных баллах\u00a0— по времени подачи. Место может измениться: в лист могут войти заявки с более высоким баллом.',
  'waiting.yours.next': 'вы следующий: помещение предложат вам, как только оно освободится',
  'waiting.yours.until': 'Заявка ждёт до {day} включительно.',
  'waiting.fact.places': 'Место в очереди',

  'application.choice-free':
    'Помещение {code} свободно. Сначала решите, кому его предложить: лист ожидания\u00a0— для занятых помещений.',
  'application.offer-elsewhere':
    'У заявителя уже есть предложение, на которое он ещё не ответил, или принятое, по которому готовится договор. Второго предложения сделать нельзя.',
  'programme.waitingMonths': 'Сколько заявка остаётся в листе ожидания',
  'programme.waitingMonths.hint': 'За месяц до конца заявитель получает письмо. От {min} до {max}.',

  'case.action.extend-offer': 'Продлить срок ответа',
  'case.confirm.extend-offer':
    'Продлить срок можно один раз. Заявитель получит письмо с новым сроком и причиной; те, кто ждёт это помещение, ждут дольше.',
  'case.submit.extend-offer': 'Продлить и сообщить заявителю',
  'case.done.extend-offer': 'Срок ответа продлён, заявителю отправлено письмо.',
  'case.action.lapse': 'Снять с листа ожидания',
  'case.confirm.lapse': 'Заявка будет закрыта. Заявитель получит письмо с вашей причиной.',
  'case.submit.lapse': 'Снять с листа и сообщить заявителю',
  'case.done.lapse': 'Заявка снята с листа ожидания, заявителю отправлено письмо.',
  'case.event.offer_extended': 'срок ответа на предложение продлён',
  'case.event.wait_ending': 'заявителю написано, что ожидание скоро закончится',
  'case.fact.extended': 'Прежний срок',
  'application.offer-extended': 'Срок ответа на это предложение уже продлевали: второй раз нельзя.',
  'application.extension-too-short': 'Новый срок должен быть позже нынешнего.',
  'application.extension-too-long': 'Продлить можно не больше чем на 60 дней: помещение ждут другие.',
  'apply.timeline.offer_extended': 'Срок ответа на предложение продлён',
  'apply.timeline.wait_ending': 'Мы предупредили, что ожидание скоро закончится',
  'apply.timeline.wait_over': 'Ожидание закончилось, заявка закрыта',
  'apply.timeline.wait_over.on': 'Ожидание закончилось {day}, заявка закрыта',
  'waiting.offer.gives-up':
    'Это ваш {rank}-й выбор из {total}. Ответив на предложение, вы перестанете ждать другие помещения, даже если откажетесь: {codes}.',
  'waiting.offer.extended': 'Срок ответа продлён, прежний был {day}.',
  'mail.application-wait-ending.subject': 'Заявка {reference}: ожидание скоро закончится',
  'mail.application-wait-ending.body':
    'Заявка {reference} стоит в листе ожидания до {waitsUntil}. Если до этого дня ни одно из выбранных помещений не освободится, она закроется. Ваше место в очереди\u00a0— на странице заявки.',
  'mail.application-wait-ending.action': 'Открыть заявку',
  'mail.application-wait-over.subject': 'Заявка {reference} больше не в листе ожидания',
  'mail.application-wait-over.body':
    'Ожидание по заявке {reference} закончилось, заявка закрыта. Вы можете подать новую на любое свободное помещение.\n\n{reason}',
  'mail.application-wait-over.action': 'Открыть заявку',
  'mail.application-offer-extended.subject': 'Срок ответа по помещению {premises} продлён',
  'mail.application-offer-extended.body':
    'Мы продлили срок ответа на предложение по заявке {reference}: помещение {premises} забронировано за вами до {deadline} включительно.\n\nПричина: {reason}',
  'mail.application-offer-extended.action': 'Ответить на предложение',
} as const

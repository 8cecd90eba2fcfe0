/** Drafts: two tabs, an earlier application as a start, hints and sums. */
export const drafts = {
  'apply.clash.title': 'Раздел «{section}» изменён в другой вкладке',
  'apply.clash.text':
    'Пока эта вкладка была открыта, раздел сохранили в другой вкладке или на другом устройстве: {when}. То, что вы написали здесь, ещё не сохранено и не пропало. Выберите, что оставить.',
  'apply.clash.mine': 'Написано здесь',
  'apply.clash.other': 'Сохранено в другой вкладке',
  'apply.clash.month': '{month}-й месяц: доходы {revenue}, расходы {costs}',
  'apply.clash.keep-chosen': 'Сохранить выбранное',
  'apply.clash.keep-mine': 'Оставить всё моё',
  'apply.clash.keep-other': 'Оставить всё сохранённое',
  'apply.clash.kept-other': 'Оставлены ответы, сохранённые в другой вкладке.',
  'apply.kept.renew': 'Чтобы продлить срок, сохраните любой раздел.',
  'mail.application-draft-ending.subject': 'Черновик заявки на {premises} скоро удалится',
  'mail.application-draft-ending.body':
    'Вы начали заявку на помещение {premises} и давно её не открывали. Черновик хранится до {keptUntil} включительно, затем мы удалим его вместе с загруженными документами.\n\nЧтобы сохранить черновик, откройте его и сохраните любой раздел: срок начнётся заново. Если заявка больше не нужна, делать ничего не надо.',
  'mail.application-draft-ending.action': 'Открыть черновик',
  'apply.needed.title': 'Какие документы понадобятся',
  'apply.needed.link': 'Какие документы понадобятся',
  'apply.needed.lead':
    'Соберите их заранее или загрузите позже: заявку можно начать и без документов, черновик сохранится.',
  'apply.needed.everybody': 'Каждому заявителю',
  'apply.needed.more': 'Кроме того, в зависимости от того, от чьего имени вы будете работать',
  'apply.needed.nothing-more': 'больше ничего',
  'apply.needed.agent': 'Если заявку подаёт представитель',
  'apply.needed.comma': ', ',
  'apply.needed.later': 'Что понадобится до договора и после передачи помещения',
  'apply.needed.back': 'Назад к помещению',
  'apply.needed.by-answers': 'Документы по вашим ответам',
  'apply.needed.there': 'Загружено',
  'apply.earlier.title': 'Вы уже подавали заявку {reference}.',
  'apply.earlier.text':
    'Можно взять из неё ответы о себе, компании и бизнес-плане и документы, которые ещё действуют. Помещение, причину выбора и согласия нужно указать заново.',
  'apply.earlier.button': 'Взять ответы и документы',
  'apply.earlier.start': 'Начать с ответов из {reference}',
  'apply.start.empty': 'Начать с чистого листа',
  'apply.copied.done': 'Ответы и документы взяты из заявки {reference}. Ниже написано, что скопировано, а что нет.',
  'apply.copied.title': 'Взято из заявки {reference} {day}',
  'apply.copied.sections': 'Разделы: {sections}. Проверьте, не изменилось ли что-нибудь.',
  'apply.copied.documents': 'Скопированы документы:',
  'apply.copied.left': 'Не скопированы:',
  'apply.copied.declarations': 'Заявления и согласия нужно дать заново.',
  'apply.copied.left.passport-expired': 'срок действия паспорта истёк',
  'apply.copied.left.extract-old': 'выписка старше шести месяцев',
  'apply.copied.left.not-accepted': 'администрация её не приняла, нужен исправленный файл',
  'apply.copied.left.infected': 'в файле нашли вредоносную программу',
  'apply.copied.left.later-stage': 'понадобится только после нового предложения',
  'apply.copied.left.not-asked': 'по вашим ответам не требуется',
  'apply.copied.left.there-already': 'такой документ в черновике уже есть',
  'apply.timeline.copied': 'Взяты ответы и документы из прежней заявки',
  'case.event.copied': 'Взял(а) ответы и документы из прежней заявки',
  'apply.error.whole-number': 'Введите целое число, например 3.',
  'apply.error.too-long': 'Слишком длинно: сократите текст, в нём может быть не больше {most, number} знаков.',
  'apply.error.number-doubtful':
    'Непонятно, где тысячи, а где дробная часть. Напишите число полностью, например 20\u00a0000 или 20,5.',
  'apply.error.day-doubtful': 'Непонятно, где день, а где месяц. Напишите месяц словом, например 15 марта 2031.',
  'apply.error.number.looks-like': 'На {position}-м месте стоит «{character}». Вероятно, это цифра {digit}.',
  'apply.error.number.no-digit': 'На {position}-м месте стоит «{character}», а здесь бывают только цифры.',
  'apply.error.number.no-such-sign':
    'На {position}-м месте стоит «{character}». В коде бывают цифры и латинские буквы, кроме I, O, S, V и Z.',
  'apply.error.number.short':
    'Введено знаков: {typed}. У компании их {company}, не хватает {toCompany}; у предпринимателя {entrepreneur}, не хватает {toEntrepreneur}.',
  'apply.error.number.between':
    'Введено знаков: {typed}. У компании их {company}, лишних {extra}; у предпринимателя {entrepreneur}, не хватает {toEntrepreneur}.',
  'apply.error.number.long':
    'Введено знаков: {typed}. У компании их {company}, у предпринимателя {entrepreneur}: лишних не меньше {extra}.',
  'apply.error.number.uscc-short': 'Введено знаков: {typed}. В коде их 18, не хватает {missing}.',
  'apply.error.number.uscc-long': 'Введено знаков: {typed}. В коде их 18, лишних {extra}.',
  'apply.error.number.one-digit': 'Контрольные цифры не сходятся. Вероятно, ошибка в {position}-й цифре.',
  'apply.error.inn.region': 'Первые две цифры\u00a0— код региона, а кода 00 не бывает. Проверьте цифры 1–2.',
  'apply.error.inn.sum':
    'Контрольная цифра (10-я) не сходится. Сверьте код инспекции (цифры 1–4), номер (цифры 5–9) и её саму.',
  'apply.error.inn.sum-person':
    'Контрольные цифры (последние две) не сходятся. Вероятно, ошибка в одной из цифр 1–10: код инспекции (1–4) или номер (5–10).',
  'apply.error.ogrn.kind-company':
    'Первая цифра\u00a0— вид записи: у компании это 1 или 5, а здесь {digit}. Проверьте первую цифру.',
  'apply.error.ogrn.kind-entrepreneur':
    'Первая цифра\u00a0— вид записи: у предпринимателя это 3, а здесь {digit}. Проверьте первую цифру.',
  'apply.error.ogrn.year':
    'Цифры 2–3\u00a0— год записи, а здесь {digits}: такого года в реестре нет, он ведётся с 2002-го. Проверьте цифры 2–3.',
  'apply.error.ogrn.region': 'Цифры 4–5\u00a0— код региона, а кода 00 не бывает. Проверьте цифры 4–5.',
  'apply.error.ogrn.sum':
    'Последняя цифра ({last}-я)\u00a0— контрольная, и она не сходится. Вероятно, ошибка в номере записи (цифры 6–{to}) или в ней самой.',
  'apply.error.uscc.place':
    'Знаки 3–8\u00a0— код района из шести цифр, а кода {digits} не бывает. Проверьте знаки 3–8.',
  'apply.error.uscc.organisation':
    'Вероятно, ошибка в коде организации (знаки 9–17): его собственный контрольный знак, 17-й, не сходится.',
  'apply.error.uscc.sum':
    'Последний знак (18-й)\u00a0— контрольный, и он не сходится, а код организации (знаки 9–17) верен. Сверьте знаки 1–8 и последний.',
  'apply.cash.left': 'Остаток за месяц',
  'apply.cash.balance': 'С начала',
  'apply.cash.recount': 'Сохранить и пересчитать',
  'apply.cash.lowest': 'Больше всего денег не хватит к концу {month}-го месяца: {amount}. Столько нужно иметь заранее.',
  'apply.hint.nameCyrillic': 'Например, Иванова Анна Сергеевна. По этому имени подскажем написание латиницей.',
  'apply.latin.show': 'Подсказать написание латиницей',
  'apply.latin.probably': 'В паспорте, вероятно:',
  'apply.latin.use': 'Подставить',
} as const

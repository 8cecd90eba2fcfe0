/** Letterhead, numbers and seal of what the office issues. */
export const letterhead = {
  'letterhead.title': 'Бланк, номера и печать',
  'letterhead.lead':
    'С этого начинаются и этим заканчиваются письма с решениями и договоры. Уже выданные документы не меняются.',
  'letterhead.issuer': 'Кто выдаёт документы',
  'letterhead.issuer.about':
    'Полное название администрации: вверху документа и под ним. Адрес и телефон берутся из раздела «Администрация: контакты и часы».',
  'letterhead.issuer.hint': 'Как на печати. Если не заполнить, стоит название сайта.',
  'letterhead.name.wrong': 'Одна строка без угловых и фигурных скобок, прямых кавычек и знака #.',
  'letterhead.pattern': 'Номера документов',
  'letterhead.pattern.about':
    '{year}\u00a0— год, {number}\u00a0— порядковый номер в этом году. Номера идут подряд, без пропусков: номер получает тот документ, который действительно составлен.',
  'letterhead.pattern.hint': 'Следующий номер: {next}. Пустое поле возвращает исходный вид.',
  'letterhead.pattern.wrong':
    'В номере по одному разу должны стоять обозначения года и порядкового номера, как сказано выше, и что-нибудь между ними; других фигурных скобок и цифр быть не должно.',
  'letterhead.pattern.same': 'Так уже нумеруются другие документы. Письма и договоры должны отличаться.',
  'letterhead.seal.title': 'Изображение печати',
  'letterhead.seal.about':
    'Ставится в письмах с решениями, когда они составляются. Договор подписывают и заверяют печатью от руки. В образцах печати нет, отдельного адреса у картинки нет.',
  'letterhead.seal.choose': 'Файл с печатью',
  'letterhead.seal.hint':
    'PNG, не больше {limit}, не мельче 200 пикселей по каждой стороне. Белый фон станет прозрачным; в документе печать\u00a0— 42\u00a0мм.',
  'letterhead.seal.send': 'Загрузить печать',
  'letterhead.seal.remove': 'Убрать печать',
  'letterhead.seal.saved': 'Печать сохранена: она будет в следующих письмах.',
  'letterhead.seal.removed': 'Печать убрана: следующие письма будут без неё.',
  'letterhead.seal.refused.none': 'Выберите файл с печатью.',
  'letterhead.seal.refused.damaged': 'Этот файл не открывается как картинка. Сохраните печать заново и повторите.',
  'letterhead.seal.refused.type': 'Подходит только PNG.',
  'letterhead.seal.refused.large': 'Файл больше {limit}. Уменьшите картинку.',
  'letterhead.seal.refused.several': 'Выберите один файл.',
  'letterhead.seal.refused.small': 'Картинка слишком мелкая: нужно хотя бы 200 пикселей по каждой стороне.',
  'letterhead.seal.refused.faint': 'На этой картинке почти ничего нет. Проверьте файл.',
  'letterhead.seal.refused.stale':
    'Пока вы выбирали, печать сменил кто-то другой. Посмотрите на неё и, если нужно, загрузите свою ещё раз.',
  'letterhead.texts': 'Тексты документов',
  'letterhead.register': 'Выданные номера',
  'letterhead.register.about':
    'Последние пятьдесят. Номер, по которому нет документа, объясняется здесь: дело могли закрыть, пока договор готовился.',
  'letterhead.register.none': 'Номеров ещё не выдавали.',
  'letterhead.register.number': 'Номер',
  'letterhead.register.what': 'Документ',
  'letterhead.register.reference': 'Заявка',
  'letterhead.register.open': 'Открыть',
  'letterhead.register.at': 'Выдан',
  'letterhead.series.letter': 'Письмо с решением',
  'letterhead.series.contract': 'Договор',
  'programme.issuerZh': 'Название по-китайски',
  'programme.issuerRu': 'Название по-русски',
  'programme.issuerEn': 'Название по-английски',
  'programme.letterNumber': 'Номер письма',
  'programme.contractNumber': 'Номер договора',
  'programme.seal': 'Изображение печати',
} as const

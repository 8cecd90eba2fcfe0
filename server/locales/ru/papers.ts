/** What becomes of a document after it was uploaded. */
export const papers = {
  'document.scan.held': 'Проверяется на вирусы',
  'document.scan.held-note':
    'Обычно это занимает меньше минуты. До конца проверки файл нельзя открыть, но он уже принят.',
  'document.scan.infected': 'Удалён: вредоносный код',
  'document.scan.infected-note':
    'В файле найден вредоносный код, поэтому мы его удалили. Проверьте компьютер антивирусом, сохраните документ заново и загрузите другой файл.',
  'document.scan.clean': 'Вирусов не найдено',
  'document.scan.not-scanned': 'Не проверен на вирусы',
  'document.unreadable.held': 'Этот файл ещё проверяется на вирусы. Откройте его чуть позже.',
  'document.unreadable.infected': 'В этом файле был вредоносный код, поэтому он удалён.',
  'document.infected.mend': 'Загрузить другой файл',
  'document.infected.intro': 'В этих файлах найден вредоносный код, и мы их удалили. Загрузите вместо них другие.',
  'document.version.current':
    'версия {version}, {earlier, plural, one{до неё была # версия} few{до неё было # версии} many{до неё было # версий} other{до неё было # версии}}',
  'document.review.received': 'Получен',
  'document.review.checking': 'Рассматривается',
  'document.review.accepted': 'Принят',
  'document.review.incorrect': 'Неверный',
  'document.review.incomplete': 'Неполный',
  'document.review.outdated': 'Устарел',
  'document.review.note': 'Замечание: {note}',
  'mail.document-infected.subject': 'Файл не принят: вредоносный код',
  'mail.document-infected.body':
    'В файле «{name}» ({kind}) наша проверка нашла вредоносный код, и мы его удалили.\n\nПроверьте компьютер антивирусом, сохраните документ заново и загрузите его ещё раз. Остальные документы на месте.',
  'mail.document-infected.action': 'Загрузить другой файл',
} as const

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
} as const

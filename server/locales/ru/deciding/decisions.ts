/** Decisions: their reasons, as the applicant and the letter read them. */
export const decisions = {
  'decision.reason.not_taken':
    'Программа принимает заявителей не из всех стран, и ваше гражданство в список не входит.',
  'decision.reason.use_excluded': 'Такой вид деятельности на улице не предусмотрен.',
  'decision.reason.papers_invalid': 'Документ просрочен, нечитаем или относится к другому лицу.',
  'decision.reason.papers_missing': 'Не хватает обязательных документов.',
  'decision.reason.untrue': 'Сведения в заявке не соответствуют документам.',
  'decision.reason.twice': 'На это помещение у вас уже есть другая заявка.',
  'decision.reason.plan_weak': 'Бизнес-план не показывает, как дело будет окупать расходы.',
  'decision.reason.experience_short': 'Опыт в этом деле подтверждён недостаточно.',
  'decision.reason.finance_short': 'Средств на первый год, судя по плану, не хватит.',
  'decision.reason.street_gains_little': 'Улица и её жители получили бы от проекта мало нового.',
  'decision.reason.use_unfit': 'Выбранные помещения не подходят для этого вида деятельности.',
  'decision.reason.others_stronger': 'Другие заявки на те же помещения получили более высокие оценки.',
  'decision.reason.premises_gone': 'Заявка одобрена, но выбранные помещения сейчас заняты.',
  'decision.reason.others_first':
    'Заявка одобрена, но другие одобренные заявки на те же помещения получили более высокие оценки.',
  'decision.reason.premises_unfit': 'Заявка одобрена, но выбранные помещения пока не готовы к передаче.',
  'decision.reason.plan_sound': 'Бизнес-план убедителен.',
  'decision.reason.experience_proven': 'Опыт в этом деле подтверждён.',
  'decision.reason.finance_secure': 'Средств на первый год достаточно.',
  'decision.reason.jobs_created': 'Проект создаёт рабочие места.',
  'decision.reason.street_gains': 'Улица и её жители получают то, чего здесь не хватало.',
  'decision.reason.first_in_order': 'Среди заявок на это помещение ваша получила самую высокую оценку.',
  'decision.reason.licence_not_in': 'Лицензия на ведение деятельности не представлена в срок.',
  'decision.reason.papers_not_in': 'Документы, от которых зависел договор, не представлены в срок.',
  'decision.reason.permit_refused': 'В разрешении, без которого дело вести нельзя, отказано.',
  'decision.reason.contract_unsigned': 'Подготовленный договор не подписан в срок.',
  'decision.reason.record_agrees': 'Сведения, о которых идёт речь, проверены: они совпадают с документами дела.',
  'decision.reason.rules_kept': 'Решение принято по критериям программы и по порядку, который для неё установлен.',
  'decision.reason.weighed_before': 'Эти сведения были известны и учтены, когда решение принималось.',
  'decision.reason.record_differs':
    'Проверка показала, что сведения, на которых основано решение, неверны; дело будет рассмотрено снова.',
  'decision.reason.rule_missed':
    'Правило, о котором вы пишете, при решении не было учтено; дело будет рассмотрено снова.',

  'case.action.waitlist': 'В лист ожидания',
  'case.submit.waitlist': 'Внести в лист ожидания и сообщить',
  'case.done.waitlist': 'Заявка в листе ожидания, заявителю отправлено письмо.',
  'case.confirm.waitlist':
    'Заявка одобрена, но помещения для неё сейчас нет. Решая, вы подтверждаете, что у вас нет личного интереса в этом деле.',
  'case.field.reasonCodes': 'Причины',
  'application.refused.conflict-of-interest':
    'Вы заявили о конфликте интересов, поэтому решение по этой заявке принимает другой сотрудник.',

  'letter.title': 'Решение по заявке {reference}',
  'letter.applicant': 'Заявитель',
  'letter.reference': 'Номер заявки',
  'letter.date': 'Дата решения',
  'letter.premises': 'Помещение',
  'letter.choices': 'Выбранные помещения',
  'letter.decision': 'Решение',
  'letter.decision.ineligible': 'Заявка не отвечает условиям программы, её рассмотрение закончено.',
  'letter.decision.rejected': 'Заявка рассмотрена, помещение по ней не предоставляется.',
  'letter.decision.waitlisted':
    'Заявка одобрена и внесена в лист ожидания. Как только подходящее помещение освободится, будет сделано предложение.',
  'letter.decision.offered': 'Заявка одобрена, заявителю предлагается названное помещение.',
  'letter.offer':
    'Помещение сохраняется за заявителем до {day} включительно. Ответить можно на странице заявки; без ответа предложение теряет силу.',
  'letter.reasons': 'Причины решения',
  'letter.appeal': 'Если вы не согласны',
  'letter.appeal.when':
    '{count, plural, one{Возражение можно подать в течение # дня с даты этого письма, до {day} включительно.} few{Возражение можно подать в течение # дней с даты этого письма, до {day} включительно.} many{Возражение можно подать в течение # дней с даты этого письма, до {day} включительно.} other{Возражение можно подать в течение # дня с даты этого письма, до {day} включительно.}}',
  'letter.appeal.where': 'Напишите в администрацию и укажите номер заявки {reference}:',
  'letter.place-and-date': 'Суйфэньхэ, {day}',
  'letter.seal': 'Печать администрации',
  'letters.list': 'Письма с решениями',
  'letters.of.ineligible': 'Письмо о несоответствии условиям',
  'letters.of.rejected': 'Письмо об отказе',
  'letters.of.waitlisted': 'Письмо о внесении в лист ожидания',
  'letters.of.offered': 'Письмо с предложением помещения',
  'letters.of.renewed': 'Письмо о продлении аренды',
  'letters.of.converted_to_paid': 'Письмо о переходе на платную аренду',
  'letters.of.terminated': 'Письмо о расторжении аренды',
  'letters.unchanged':
    'Письмо хранится в том виде, в каком было составлено. Контрольная сумма SHA-256 позволяет убедиться, что файл не менялся.',
} as const

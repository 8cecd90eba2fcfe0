/** Letters to tenants. */
export const tenancyMails = {
  'mail.tenancy-fit-out.subject': 'Отделка помещения {premises} началась',
  'mail.tenancy-fit-out.body':
    'Мы отметили, что вы начали готовить помещение {premises}.\n\nКогда откроетесь, сообщите нам: от этого зависит выполнение ваших обязательств. Все сроки\u00a0— на странице аренды.',
  'mail.tenancy-fit-out.action': 'Открыть страницу аренды',
  'mail.tenancy-trading.subject': 'Поздравляем с открытием: {premises}',
  'mail.tenancy-trading.body':
    'Мы записали, что ваш магазин в помещении {premises} открылся {day}. Успехов!\n\nДальше мы ждём от вас квартальные отчёты. Их сроки\u00a0— на странице аренды.',
  'mail.tenancy-trading.action': 'Открыть страницу аренды',
  'mail.tenancy-expiring.subject': 'Срок без аренды подходит к концу: {premises}',
  'mail.tenancy-expiring.body':
    'Последний день без арендной платы в помещении {premises}\u00a0— {until}.\n\nРешите, как быть дальше, и напишите нам на странице аренды: продлить, остаться и платить или освободить помещение.',
  'mail.tenancy-expiring.action': 'Открыть страницу аренды',
  'mail.tenancy-renewed.subject': 'Аренда продлена: {premises}',
  'mail.tenancy-renewed.body':
    'Вы остаётесь в помещении {premises} без арендной платы до {until} (было до {was}).\n\n{reason}\n\nКвартальные отчёты и ежегодные оценки продолжаются.',
  'mail.tenancy-renewed.action': 'Открыть страницу аренды',
  'mail.tenancy-party-corrected.subject': 'Исправлено имя в договоре на помещение {premises}',
  'mail.tenancy-party-corrected.body':
    'В договоре на помещение {premises} вы теперь значитесь так: {party}.\n\nПричина: {reason}\n\nЕсли это неверно, напишите нам.',
  'mail.tenancy-party-corrected.action': 'Открыть аренду',
  'mail.tenancy-converted.subject': 'Аренда помещения {premises} станет платной',
  'mail.tenancy-converted.body':
    'С {day} за помещение {premises} нужно платить аренду: {rent} в месяц. Эта ставка закреплена за вами.\n\n{reason}',
  'mail.tenancy-converted.action': 'Открыть страницу аренды',
  'mail.tenancy-notice.subject': 'Уведомление о выезде: {premises}',
  'mail.tenancy-notice.body':
    'Записано: помещение {premises} будет освобождено, последний день\u00a0— {day}.\n\nПричина: {reason}\n\nПеред этим мы вместе осмотрим помещение и снимем показания счётчиков.{by, select, tenant{\n\nЕсли вы передумали, уведомление можно отменить на странице аренды до конца дня {recallDay}, пока администрация ничего не сделала по нему.} other{}}',
  'mail.tenancy-notice.action': 'Открыть страницу аренды',
  'mail.tenancy-breach.subject': 'Нарушение, которое нужно устранить до {day}: {premises}',
  'mail.tenancy-breach.body':
    'В помещении {premises} есть нарушение:\n\n{reason}\n\nУстраните его до {day} включительно и сообщите нам. Если нарушение останется, аренда может быть расторгнута.',
  'mail.tenancy-breach.action': 'Открыть страницу аренды',
  'mail.tenancy-cured.subject': 'Нарушение устранено: {premises}',
  'mail.tenancy-cured.body': 'Нарушение в помещении {premises} устранено. Спасибо. Аренда продолжается.',
  'mail.tenancy-cured.action': 'Открыть страницу аренды',
  'mail.tenancy-suspended.subject': 'Аренда приостановлена: {premises}',
  'mail.tenancy-suspended.body':
    'С {day} аренда помещения {premises} на паузе. Причина:\n\n{reason}\n\nСрок без арендной платы в это время не идёт: когда пауза закончится, мы сдвинем его конец и сроки ваших обязательств.',
  'mail.tenancy-suspended.action': 'Открыть страницу аренды',
  'mail.tenancy-resumed.subject': 'Пауза закончилась, новый срок: {premises}',
  'mail.tenancy-resumed.body':
    'Пауза в аренде помещения {premises} длилась с {from} по {day}, дней: {days}.\n\nПоследний день без арендной платы: был {was}, стал {until}. Сроки невыполненных обязательств тоже сдвинулись.',
  'mail.tenancy-resumed.action': 'Посмотреть новые сроки',
  'mail.tenancy-vacated.subject': 'Помещение {premises} принято обратно',
  'mail.tenancy-vacated.body':
    'Аренда помещения {premises} закончилась, помещение принято. Спасибо, что работали на улице стартапов.\n\nРезультат осмотра\u00a0— на странице аренды.',
  'mail.tenancy-vacated.action': 'Открыть страницу аренды',
  'mail.tenancy-terminated.subject': 'Аренда помещения {premises} расторгнута',
  'mail.tenancy-terminated.body':
    'Аренда помещения {premises} расторгнута.\n\nОснование: {ground}.\n\n{reason}\n\nЕсли есть вопросы, ответьте администрации улицы. Мы свяжемся с вами, чтобы осмотреть помещение и снять показания счётчиков.',
  'mail.tenancy-terminated.action': 'Открыть страницу аренды',
  'mail.tenancy-reminder.subject':
    'Срок без аренды закончится {until}, {left, plural, =0{то есть сегодня} one{остался # день} few{осталось # дня} many{осталось # дней} other{осталось # дня}}: {premises}',
  'mail.tenancy-reminder.body':
    'Последний день без арендной платы в помещении {premises}\u00a0— {until}.\n\n{invitation}',
  'tenancy.way-on.renewal':
    'На странице аренды можно написать, как вы хотите продолжить: продлить, остаться и платить аренду или освободить помещение.',
  'tenancy.way-on.asked':
    'Ваше письмо о том, как продолжить, у нас. Пока ответа нет, его можно изменить на странице аренды.',
  'tenancy.way-on.before-opening':
    'О продлении можно будет написать на странице аренды, когда откроетесь. Если вы уезжаете, сообщить об этом там можно уже сейчас.',
  'tenancy.way-on.renewed':
    'О новом продлении можно будет написать на странице аренды за {months, plural, one{# месяц} few{# месяца} many{# месяцев} other{# месяца}} до этого дня. Если вы уезжаете, сообщить об этом там можно уже сейчас.',
  'mail.tenancy-reminder.action': 'Открыть страницу аренды',
  'mail.tenancy-inspection-planned.subject': 'Проверка {day}: {premises}',
  'mail.tenancy-inspection-planned.body':
    '{day} мы придём в помещение {premises} с проверкой. Пожалуйста, будьте на месте или попросите кого-нибудь встретить нас.\n\n{note}',
  'mail.tenancy-inspection-planned.action': 'Открыть страницу аренды',
  'mail.tenancy-inspection-cancelled.subject': 'Проверка {day} отменена: {premises}',
  'mail.tenancy-inspection-cancelled.body': 'Проверки помещения {premises} {day} не будет.',
  'mail.tenancy-inspection-cancelled.action': 'Открыть страницу аренды',
  'mail.tenancy-inspection-clean.subject': 'Проверка прошла без замечаний: {premises}',
  'mail.tenancy-inspection-clean.body': '{day} мы проверили помещение {premises}. Замечаний нет, спасибо.',
  'mail.tenancy-inspection-clean.action': 'Открыть страницу аренды',
  'mail.tenancy-inspection-findings.subject': 'Замечания после проверки: {premises}',
  'mail.tenancy-inspection-findings.body':
    '{day} мы проверили помещение {premises} и увидели вот что:\n\n{list}\n\nУ каждого замечания свой срок, он указан на странице аренды. Когда устраните, сообщите нам.',
  'mail.tenancy-inspection-findings.action': 'Посмотреть замечания и сроки',
  'mail.tenancy-finding-cured.subject': 'Замечание устранено: {premises}',
  'mail.tenancy-finding-cured.body': 'Замечание по помещению {premises} закрыто {day}:\n\n{finding}\n\nСпасибо.',
  'mail.tenancy-finding-cured.action': 'Открыть страницу аренды',
  'mail.tenancy-termination.subject': 'Решение о расторжении аренды: {premises}',
  'mail.tenancy-termination.body':
    'Принято решение расторгнуть аренду помещения {premises}.\n\nОснование: {ground}.\n\n{reason}\n\nРешение можно обжаловать до {day} включительно на странице вашей аренды. До этого дня, а если вы подадите жалобу\u00a0— до ответа на неё, помещение остаётся за вами. Письмо с решением лежит на странице заявки.',
  'mail.tenancy-termination.action': 'Открыть аренду',
  'mail.tenancy-appeal-upheld.subject': 'Жалоба удовлетворена: {premises}',
  'mail.tenancy-appeal-upheld.body':
    'Решение о расторжении аренды помещения {premises} отменено, аренда продолжается.\n\n{reason}',
  'mail.tenancy-appeal-upheld.action': 'Открыть аренду',
  'mail.tenancy-appeal-dismissed.subject': 'Жалоба отклонена, аренда расторгнута: {premises}',
  'mail.tenancy-appeal-dismissed.body':
    'Ваша жалоба на решение о расторжении аренды помещения {premises} рассмотрена и отклонена.\n\n{reason}\n\nАренда расторгнута. Мы свяжемся с вами, чтобы осмотреть помещение и снять показания счётчиков.',
  'mail.tenancy-appeal-dismissed.action': 'Открыть страницу аренды',
  'mail.tenancy-duty-soon.subject': 'Срок {day}: {duty}, {premises}',
  'mail.tenancy-duty-soon.body':
    'Напоминаем об обязанности по помещению {premises}: {duty}. Срок\u00a0— {day} включительно.\n\nЧто и когда нужно сделать, указано на странице аренды.',
  'mail.tenancy-duty-soon.action': 'Открыть аренду',
  'mail.tenancy-duty-today.subject': 'Сегодня последний день: {duty}, {premises}',
  'mail.tenancy-duty-today.body': 'Сегодня, {day}, истекает срок по помещению {premises}: {duty}.',
  'mail.tenancy-duty-today.action': 'Открыть аренду',
  'mail.tenancy-duty-late.subject': 'Срок прошёл {day}: {duty}, {premises}',
  'mail.tenancy-duty-late.body':
    'По помещению {premises} до сих пор не выполнено: {duty}. Срок был {day}. Сделайте это как можно скорее или напишите нам, если что-то мешает: иначе аренду могут расторгнуть.',
  'mail.tenancy-duty-late.action': 'Открыть аренду',
  'mail.tenancy-notice-recalled.subject': 'Уведомление о выезде отменено: {premises}',
  'mail.tenancy-notice-recalled.body':
    'Вы отменили уведомление о выезде из помещения {premises}. Аренда продолжается на прежних условиях.',
  'mail.tenancy-notice-recalled.action': 'Открыть страницу аренды',
} as const

/** Applications: states in the words of the staff, refusals, events and mails. The applicant's pages are in `apply.ts`. */
export const applications = {
  'application.state.draft': 'Черновик',
  'application.state.submitted': 'Подана',
  'application.state.screening': 'Первичная проверка',
  'application.state.information_requested': 'Запрошены сведения',
  'application.state.review': 'На рассмотрении',
  'application.state.interview': 'Собеседование',
  'application.state.decision': 'Принимается решение',
  'application.state.public_notice': 'Публикация решения',
  'application.state.waitlisted': 'В листе ожидания',
  'application.state.offered': 'Сделано предложение',
  'application.state.accepted': 'Предложение принято',
  'application.state.contracted': 'Договор подписан',
  'application.state.ineligible': 'Не соответствует условиям',
  'application.state.rejected': 'Отказано',
  'application.state.withdrawn': 'Отозвана заявителем',
  'application.state.declined': 'Предложение отклонено',
  'application.state.offer_expired': 'Срок предложения истёк',
  'application.state.lapsed': 'Рассмотрение прекращено',
  'application.state.conditions_not_met': 'Условия не выполнены',

  'application.event.started': 'Заявка начата',
  'application.event.moved': 'Состояние изменено',
  'application.event.assessed': 'Выставлены оценки',
  'application.event.handed_over': 'Помещение передано',
  'application.event.released': 'Помещение освобождено',

  'application.criterion.feasibility': 'Реалистичность плана',
  'application.criterion.experience': 'Опыт заявителя',
  'application.criterion.jobs': 'Рабочие места',
  'application.criterion.finance': 'Финансовая устойчивость',
  'application.criterion.street_benefit': 'Польза для улицы',

  'application.not-found': 'Такой заявки нет.',
  'application.no-such-premises': 'На это помещение сейчас нельзя подать заявку.',
  'application.not-a-draft': 'Заявка уже подана, изменить её нельзя.',
  'application.answers-missing': 'В заявке не хватает ответов. Откройте разделы, которые ещё не готовы.',
  'application.documents-missing': 'К заявке приложены не все документы.',
  'application.email-not-verified':
    'Сначала подтвердите адрес электронной почты: откройте ссылку из письма, которое мы отправили при регистрации.',
  'application.premises-taken':
    'Помещение {code} уже занято: его предложили другому заявителю или оно сдано. Выберите другое.',
  'application.premises-not-chosen': 'Заявитель не выбирал помещение {code}.',
  'application.offer-deadline-past': 'Срок ответа на предложение должен быть позже сегодняшнего дня.',
  'application.answer-by-past': 'Срок ответа на запрос должен быть позже сегодняшнего дня.',
  'application.not-in-review': 'Оценить заявку можно, только пока она на рассмотрении.',
  'application.conflict-of-interest':
    'Подтвердите, что у вас нет конфликта интересов. Если он есть, передайте заявку коллеге.',
  'application.scores-incomplete': 'Поставьте оценку от 0 до 5 по каждому критерию.',
  'application.not-contracted': 'Передать помещение можно только после подписания договора.',
  'application.handed-over-already': 'Помещение уже передано.',
  'application.handover-future': 'День передачи ещё не наступил.',
  'application.handover-before-contract': 'День передачи не может быть раньше дня подписания договора.',
  'application.handover-early':
    'Этот день раньше, чем в предложении. Напишите здесь, как стороны договорились о более раннем дне, или выберите более поздний.',
  'application.refused.no-such-move': 'Из нынешнего состояния заявки это сделать нельзя.',
  'application.refused.not-yours': 'Это действие доступно другой роли.',
  'application.refused.reason-needed': 'Укажите причину: её прочтёт заявитель.',
  'application.refused.deadline-passed': 'Срок уже прошёл.',
  'application.refused.deadline-not-passed': 'Срок ещё не прошёл.',
  'application.refused.wrong-return': 'Заявка возвращается на тот этап, с которого пришёл запрос.',
  'application.refused.reviewed-by-decider':
    'Вы оценивали эту заявку, поэтому решение по ней принимает другой сотрудник.',
  'application.refused.not-assessed': 'Сначала хотя бы один рецензент должен оценить заявку.',
  'application.refused.never-submitted': 'Эта заявка не подавалась, возобновлять нечего.',
  'application.refused.notice-due': 'До предложения решение нужно опубликовать: срок публикации задан в настройках.',
  'application.refused.no-notice-due': 'Публикация решений отключена в настройках.',

  'mail.application-submitted.subject': 'Заявка {reference} получена',
  'mail.application-submitted.body':
    'Мы получили вашу заявку {reference}.\n\nСначала мы проверим, всё ли на месте, затем заявку рассмотрят. Мы напишем, когда что-то решено или нужно от вас; ход рассмотрения всегда виден на странице заявки.',
  'mail.application-submitted.action': 'Открыть заявку',
  'mail.application-information-requested.subject': 'По заявке {reference} нужны уточнения',
  'mail.application-information-requested.body':
    'Чтобы продолжить рассмотрение заявки {reference}, нам нужно кое-что от вас: список ниже. Откройте заявку, исправьте или добавьте то, о чём мы просим, и нажмите «Отправить ответ».\n\nОтветьте, пожалуйста, до {answerBy} включительно, иначе заявка будет закрыта.',
  'mail.application-information-requested.action': 'Ответить',
  'mail.application-ineligible.subject': 'Заявка {reference} не соответствует условиям программы',
  'mail.application-ineligible.body':
    'К сожалению, заявка {reference} не соответствует условиям программы.\n\nПричина: {reason}\n\nЕсли вы не согласны, в письме сказано, куда и в какой срок обратиться.\n\nПисьмо с решением (PDF, на вашем языке и по-китайски)\u00a0— на странице заявки.',
  'mail.application-ineligible.action': 'Открыть заявку',
  'mail.application-rejected.subject': 'Решение по заявке {reference}',
  'mail.application-rejected.body':
    'Мы рассмотрели заявку {reference} и не можем её одобрить.\n\nПричина: {reason}\n\nЕсли вы не согласны, в письме сказано, куда и в какой срок обратиться.\n\nПисьмо с решением (PDF, на вашем языке и по-китайски)\u00a0— на странице заявки.',
  'mail.application-rejected.action': 'Открыть заявку',
  'mail.application-waitlisted.subject': 'Заявка {reference} в листе ожидания',
  'mail.application-waitlisted.body':
    'Заявка {reference} одобрена, но подходящего помещения сейчас нет. Как только оно освободится, мы сделаем вам предложение.\n\nПисьмо с решением (PDF, на вашем языке и по-китайски)\u00a0— на странице заявки.',
  'mail.application-waitlisted.action': 'Открыть заявку',
  'mail.application-offered.subject': 'Вам предложено помещение {premises}',
  'mail.application-offered.body':
    'По заявке {reference} вам предложено помещение {premises}.\n\nПомещение забронировано за вами до {deadline} включительно. Примите или отклоните предложение на странице заявки; без ответа оно закроется само.\n\nПисьмо с решением (PDF, на вашем языке и по-китайски)\u00a0— на странице заявки.',
  'mail.application-offered.action': 'Ответить на предложение',
  'mail.application-accepted.subject': 'Вы приняли предложение: помещение {premises}',
  'mail.application-accepted.body':
    'Спасибо. Помещение {premises} забронировано за вами. Что нужно до договора и к какому сроку, написано на странице заявки {reference}. Договор готовим мы.',
  'mail.application-accepted.action': 'Открыть заявку',
  'mail.application-declined.subject': 'Вы отклонили предложение по заявке {reference}',
  'mail.application-declined.body':
    'Помещение {premises} больше не забронировано за вами, заявка {reference} закрыта. Вы можете подать новую заявку в любое время.',
  'mail.application-declined.action': 'Открыть заявку',
  'mail.application-offer-expired.subject': 'Срок предложения по заявке {reference} истёк',
  'mail.application-offer-expired.body':
    'Мы не получили ответа до {deadline}, поэтому помещение {premises} больше не забронировано за вами, а заявка {reference} закрыта.',
  'mail.application-offer-expired.action': 'Открыть заявку',
  'mail.application-lapsed.subject': 'Заявка {reference} закрыта',
  'mail.application-lapsed.body':
    'Мы не получили ответа в срок, поэтому заявка {reference} закрыта. Вы можете подать новую заявку в любое время.',
  'mail.application-lapsed.action': 'Открыть заявку',
  'mail.application-conditions-not-met.subject': 'Договор по заявке {reference} не будет заключён',
  'mail.application-conditions-not-met.body':
    'Условия предложения по заявке {reference} не выполнены, поэтому помещение {premises} освобождено.\n\nПричина: {reason}',
  'mail.application-conditions-not-met.action': 'Открыть заявку',
  'mail.application-contracted.subject': 'Договор по заявке {reference} подписан',
  'mail.application-contracted.body':
    'Поздравляем: договор на помещение {premises} подписан. Дальше\u00a0— передача помещения; с её дня начнётся срок без арендной платы.',
  'mail.application-contracted.action': 'Открыть заявку',
  'mail.application-withdrawn.subject': 'Заявка {reference} отозвана',
  'mail.application-withdrawn.body': 'Вы отозвали заявку {reference}. Мы больше её не рассматриваем.',
  'mail.application-withdrawn.action': 'Открыть заявку',
  'mail.application-reopened.subject': 'Рассмотрение заявки {reference} возобновлено',
  'mail.application-reopened.body': 'Мы снова рассматриваем заявку {reference}.\n\nПричина: {reason}',
  'mail.application-reopened.action': 'Открыть заявку',
  'mail.application-handed-over.subject': 'Помещение {premises} передано вам',
  'mail.application-handed-over.body':
    'Помещение {premises} передано вам {handoverOn}. С этого дня идёт срок без арендной платы. Что и к какому дню нужно сделать, написано на странице аренды.',
  'mail.application-handed-over.action': 'Открыть аренду',
} as const

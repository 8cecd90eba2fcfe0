/** What comes next in a case: what the applicant and the office read of it, what happens otherwise, what follows. */
export const turns = {
  'apply.next.conditions-open':
    'Пришлите документы по условиям до {day} включительно: {count, plural, one {осталось # условие} few {осталось # условия} many {осталось # условий} other {осталось # условия}}.',
  'apply.next.conditions-checked': 'Все документы по условиям у нас, мы их проверяем. От вас пока ничего не нужно.',
  'apply.next.contract-awaited':
    'Все условия выполнены. Администрация готовит договор и напишет вам, когда его можно будет подписать.',
  'apply.next.contract-ready':
    'Ваш ход: подпишите договор до {day} включительно. Пришлите его скан или подпишите договор в администрации.',
  'apply.next.scan-sent':
    'Подписанный договор у нас. Администрация проверит его и отметит подписание; от вас пока ничего не нужно.',
  'apply.next.contracted-conditions':
    'Договор подписан. Пришлите документы по оставшимся условиям до {day} включительно; тем временем администрация готовит передачу помещения.',
  'case.now.interview-set':
    'Поговорите с заявителем, запишите, чем кончилось собеседование, и передайте заявку на решение.',
  'case.now.conditions-open': 'Ждём от заявителя документы по условиям до {day}.',
  'case.now.conditions-checked':
    'Документы по всем открытым условиям пришли: проверьте их и решите по каждому условию.',
  'case.now.contract-awaited': 'Все условия выполнены: подготовьте договор.',
  'case.now.contract-ready':
    'Договор готов. Ждём подписи заявителя до {day}; когда подпишут обе стороны, отметьте это здесь.',
  'case.now.scan-sent': 'Пришёл скан подписанного договора: проверьте его и отметьте подписание.',
  'case.now.contracted-conditions':
    'Договор подписан, документы по оставшимся условиям ждём до {day}. Передайте помещение: с этого дня пойдут месяцы без аренды.',
  'standing.otherwise.interview-set': 'Администрация назначит другое время; место в очереди сохраняется.',
  'standing.otherwise.conditions-open':
    'Если условия не выполнить, администрация может закрыть заявку и предложить помещение следующему.',
  'standing.otherwise.conditions-checked': 'Пока идёт проверка, помещение остаётся забронированным.',
  'standing.otherwise.contract-awaited': 'Пока договора нет, помещение остаётся забронированным.',
  'standing.otherwise.contract-ready':
    'Если договор не подписать, администрация может закрыть заявку и предложить помещение следующему.',
  'standing.otherwise.scan-sent': 'Пока подписание не отмечено, помещение остаётся забронированным.',
  'standing.otherwise.contracted-conditions': 'Оставшиеся условия и их сроки записаны в договоре.',
  'standing.then.draft': 'После подачи администрация проверит документы и условия.',
  'standing.then.submitted': 'Администрация проверит документы и условия.',
  'standing.then.screening': 'Рецензенты оценят заявку.',
  'standing.then.information_requested': 'Администрация продолжит рассмотрение с того же места.',
  'standing.then.review': 'Решение примет сотрудник, который не оценивал заявку.',
  'standing.then.interview': 'После собеседования решение примет сотрудник, который не оценивал заявку.',
  'standing.then.interview-set': 'После собеседования решение примет сотрудник, который не оценивал заявку.',
  'standing.then.decision':
    'Придёт письмо с решением: предложение помещения, место в листе ожидания или отказ с причинами.',
  'standing.then.public_notice': 'Если возражений нет, предложение последует само.',
  'standing.then.objected':
    'Если ни одно возражение не примут, последует предложение; иначе заявку рассмотрят ещё раз.',
  'standing.then.objection_upheld': 'Рецензенты оценят заявку ещё раз.',
  'standing.then.offer_waits': 'Предложение по этой заявке последует само.',
  'standing.then.waitlisted': 'Когда освободится подходящее помещение, его предложат.',
  'standing.then.offered': 'После согласия\u00a0— условия, договор и передача помещения.',
  'standing.then.conditions-open': 'Администрация проверит документы и подготовит договор.',
  'standing.then.conditions-checked': 'Когда все условия выполнены, администрация готовит договор.',
  'standing.then.contract-awaited': 'Договор подпишут обе стороны.',
  'standing.then.contract-ready': 'Администрация отметит подписание и передаст помещение.',
  'standing.then.scan-sent': 'После этого помещение передадут.',
  'standing.then.contracted-conditions': 'С дня передачи помещения пойдёт время без арендной платы.',
  'standing.then.contracted': 'С дня передачи помещения пойдёт время без арендной платы.',
  'standing.go.draft': 'Заполнить заявку',
  'standing.go.information_requested': 'Ответить на запрос',
  'standing.go.offer_waits': 'Открыть другую заявку',
  'standing.go.offered': 'Ответить на предложение',
  'standing.go.conditions-open': 'Прислать документы',
  'standing.go.contract-ready': 'Подписать договор',
  'standing.go.contracted-conditions': 'Прислать документы',
} as const

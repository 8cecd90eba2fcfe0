import { Types } from 'mongoose'
import { describe, expect, it } from 'vitest'
import type { Application } from '#models/cases/application.ts'
import type { Condition } from '#models/cases/parts/acceptance.ts'
import type { Acceptance } from '#models/cases/parts/offer.ts'
import { nextActInWords } from '#features/cases/applicant/labels.ts'
import { nextActFacts, nextActOf } from '#features/cases/status/next-act.ts'
import { datesOf } from '#features/cases/work/dates.ts'
import { stageOf, type Situation } from '#features/cases/status/stage.ts'
import { isMessageKey, translatorFor, type Locale, type MessageKey } from '#shared/texts/i18n.ts'
import { addDays, daysBetween, type CityDay } from '#shared/days/city-day.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { useSite } from '../support/site.ts'

const at = new Date('2026-11-24T04:00:00Z')
const end = (day: string) => new Date(`${day}T15:59:59.999Z`)
const condition = (change: Partial<Condition> = {}) =>
  ({ kind: 'permit', dueOn: '2027-01-20', state: 'open', ...change }) as Condition
const later = condition({ kind: 'other_paper', dueOn: '2027-02-01' })
const came = condition({ handedInAt: at })
const met = condition({ state: 'met' })

const offerWith = (acceptance?: Partial<Acceptance>) => ({
  offer: {
    premises: 'SFH-A-0107',
    madeAt: at,
    deadline: end('2026-12-08'),
    ...(acceptance ? { acceptance: { at, conditions: [], ...acceptance } } : {}),
  },
})
const notice = { premises: 'SFH-A-0107', until: end('2026-12-10') }
const objection = { objections: ['f'.repeat(24)] }
const upheld = { objectionAnswers: [{ objection: 'f'.repeat(24), outcome: 'upheld' }] }
const waitsFor = { application: 'a'.repeat(24), reference: 'SS-2026-000007', since: at }

/** A case in each situation that there is. The compiler refuses a list that leaves one out. */
const situations: Record<Situation, object> = {
  draft: { state: 'draft' },
  submitted: { state: 'submitted', dueOn: '2026-12-02' },
  screening: { state: 'screening', dueOn: '2026-12-04' },
  information_requested: { state: 'information_requested', answerBy: end('2026-12-09') },
  review: { state: 'review', dueOn: '2026-12-04', panel: [{ id: 'f'.repeat(24), name: '赵敏' }] },
  'review-unassigned': { state: 'review', dueOn: '2026-12-04', panel: [] },
  interview: { state: 'interview', dueOn: '2026-12-04' },
  'interview-set': { state: 'interview', interview: { state: 'open', startsAt: end('2026-12-03') } },
  decision: { state: 'decision', dueOn: '2026-12-04' },
  public_notice: { state: 'public_notice', notice },
  objected: { state: 'public_notice', notice, ...objection, dueOn: '2026-12-04' },
  objection_upheld: { state: 'public_notice', notice, ...objection, ...upheld, dueOn: '2026-12-04' },
  offer_waits: { state: 'public_notice', notice: { ...notice, waitsFor } },
  waitlisted: { state: 'waitlisted', waiting: { score: 4, until: end('2027-11-25') } },
  offered: { state: 'offered', ...offerWith() },
  'conditions-open': { state: 'accepted', ...offerWith({ conditions: [later, condition(), came, met] }) },
  'conditions-checked': { state: 'accepted', ...offerWith({ conditions: [came, came, came, met] }) },
  'contract-awaited': { state: 'accepted', ...offerWith({ conditions: [met, met] }) },
  'contract-ready': { state: 'accepted', ...offerWith({ conditions: [met], signBy: '2026-12-20' }) },
  'scan-sent': { state: 'accepted', ...offerWith({ conditions: [met], signBy: '2026-12-20', scanSentAt: at }) },
  'contracted-conditions': { state: 'contracted', ...offerWith({ conditions: [later, met] }) },
  contracted: { state: 'contracted', ...offerWith({ conditions: [met] }) },
  tenancy: { state: 'contracted', handedOverOn: '2026-11-25', heldPremises: 'SFH-A-0107', ...offerWith({}) },
  tenancy_ended: { state: 'contracted', handedOverOn: '2026-11-25', heldPremises: 'SFH-A-0107', ...offerWith({}) },
  tenancy_over: { state: 'contracted', handedOverOn: '2026-11-25', ...offerWith({}) },
  ineligible: { state: 'ineligible' },
  rejected: { state: 'rejected' },
  withdrawn: { state: 'withdrawn' },
  declined: { state: 'declined' },
  offer_expired: { state: 'offer_expired' },
  lapsed: { state: 'lapsed' },
  conditions_not_met: { state: 'conditions_not_met' },
}
const entries = Object.entries(situations) as [Situation, Application][]
const actOf = (situation: Situation, application: Application) =>
  nextActOf(application, situation === 'tenancy_ended' ? situation : stageOf(application))

/** Says a situation as the applicant and the office read it: who and by when, what, what otherwise, what follows. */
function aloud(locale: Locale, situation: Situation, application: Application): string {
  const t = translatorFor(locale)
  const act = actOf(situation, application)
  const day = act.by ? formatCityDay(locale, act.by) : ''
  const then = `standing.then.${situation}`
  const office = `case.now.${situation}`
  const lines = [
    [t(`standing.turn.${act.who}`), act.by && t('standing.by.day', { day })].filter(Boolean).join(' · '),
    ...(situation === 'draft' ? [] : [nextActInWords({ t, locale }, application, act)]),
    ...(isMessageKey(office) ? [t(office, nextActFacts({ t, locale }, application, act))] : []),
    t(`standing.otherwise.${situation}` as MessageKey),
    ...(isMessageKey(then) ? [t(then)] : []),
  ]
  return `${situation}\n${lines.map(line => `  ${line.replaceAll('\u00a0', ' ')}`).join('\n')}`
}

describe('the applicant of a case', () => {
  const site = useSite()

  it('is reminded of each deadline some days before it and on its last day', async () => {
    const deadlines = await Promise.all(
      entries.flatMap(([situation, application]) => {
        const { who, by } = actOf(situation, application)
        return who === 'applicant' && by ? [aCaseWithDeadline(situation, by)] : []
      }),
    )
    const days = deadlines.flatMap(({ by }) => [8, 7, 6, 5, 4, 3, 2, 1, 0].map(before => addDays(by, -before)))
    const sent = Object.fromEntries(deadlines.map(({ situation }) => [situation, [] as number[]]))
    for (const today of [...new Set(days)].sort()) {
      site.clock.set(`${today}T09:00:00+08:00`)
      const before = site.mails().length
      await site.runJobs()
      const reached = site.mails().slice(before)
      for (const { situation, email, by } of deadlines.filter(({ by }) => today <= by))
        if (reached.some(({ to, text }) => to === email && text.includes(formatCityDay('en', by))))
          sent[situation]?.push(daysBetween(today, by))
    }
    expect(sent).toEqual({
      information_requested: [2, 0],
      offered: [7, 2, 0],
      'conditions-open': [7, 0],
      'contract-ready': [7, 2, 0],
      'contracted-conditions': [7, 0],
    })
  })

  async function aCaseWithDeadline(situation: Situation, by: CityDay) {
    const { _id: applicant, email } = await anApplicant({ locale: 'en' })
    const item = { id: 'section-plan', about: 'section', target: 'plan', text: 'x', state: 'open' }
    const request = {
      number: 1,
      askedAt: at,
      answerBy: end(by),
      locale: 'en',
      by: { id: 'a'.repeat(24), name: 'Olga' },
      items: [item],
    }
    const asked = situation === 'information_requested' ? { request } : {}
    await anApplication({ ...situations[situation], ...asked, applicant } as Partial<Application>)
    return { situation, email, by }
  }
})

describe('the next act of a case', () => {
  it('is found from the fields of the case in each situation', () => {
    for (const [situation, application] of entries) expect(actOf(situation, application).situation).toBe(situation)
  })

  it('has a text for the consequence and, while somebody has to act, for the next step', () => {
    for (const [situation, application] of entries) {
      const { who } = actOf(situation, application)
      expect(isMessageKey(`standing.otherwise.${situation}`), situation).toBe(true)
      expect(isMessageKey(`standing.then.${situation}`), situation).toBe(who !== 'nobody')
      expect(isMessageKey(`standing.go.${situation}`), situation).toBe(who === 'applicant')
      if (who !== 'nobody' && situation !== 'draft') expect(isMessageKey(`case.now.${situation}`), situation).toBe(true)
    }
  })

  it('has its last day in the calendar of the office', () => {
    for (const [situation, application] of entries) {
      const { by } = actOf(situation, application)
      if (!by || situation === 'draft') continue
      const days = datesOf({ ...application, _id: new Types.ObjectId() }).map(({ day }) => day)
      expect(days, situation).toContain(by)
    }
  })

  it('names the first condition without documents, and none while all are being checked', () => {
    const open = actOf('conditions-open', situations['conditions-open'] as Application)
    expect(open).toMatchObject({ who: 'applicant', by: '2027-01-20', count: 2, at: { applicant: '/acceptance' } })
    const said = nextActInWords({ t: translatorFor('en'), locale: 'en' }, {}, open)
    expect(said).toContain(
      'The first is “Permit (food, alcohol, hygiene)”, by the end of 20 January 2027; 2 conditions are left in all.',
    )
    const checked = actOf('conditions-checked', situations['conditions-checked'] as Application)
    expect(checked).toMatchObject({ who: 'office', by: null, count: 0 })
  })

  // To be read aloud: each situation, then who acts, what the applicant reads, what the office reads, what happens otherwise,
  // and what follows.
  it('is described in Russian', () => {
    expect(entries.map(([one, application]) => aloud('ru', one, application)).join('\n')).toMatchInlineSnapshot(`
      "draft
        Заявитель
        Черновик, к которому не возвращаются, удаляется, когда выйдет срок его хранения.
        После подачи администрация проверит документы и условия.
      submitted
        Администрация · До конца дня 2 декабря 2026
        Сотрудник администрации возьмёт заявку в работу. От вас пока ничего не нужно.
        Заявка ждёт, кто возьмёт её на проверку.
        Заявка сохраняет место в порядке подачи.
        Администрация проверит документы и условия.
      screening
        Администрация · До конца дня 4 декабря 2026
        Мы проверяем документы и соответствие условиям и рассчитываем закончить до 4 декабря 2026.
        Проверьте, все ли документы на месте и отвечает ли заявка условиям программы.
        Если проверка затянется, это будет отмечено; место в очереди сохраняется.
        Рецензенты оценят заявку.
      information_requested
        Заявитель · До конца дня 9 декабря 2026
        Ответьте до 9 декабря 2026 включительно. Без ответа заявка закроется.
        Ждём сведений от заявителя до 9 декабря 2026.
        Без ответа заявка будет закрыта.
        Администрация продолжит рассмотрение с того же места.
      review
        Администрация · До конца дня 4 декабря 2026
        План, опыт и пользу для улицы оценят рецензенты. Затем готовится решение.
        Рецензенты оценивают заявку по каждому критерию.
        Если оценка затянется, это будет отмечено; место в очереди сохраняется.
        Решение примет сотрудник, который не оценивал заявку.
      review-unassigned
        Администрация · До конца дня 4 декабря 2026
        Администрация выбирает рецензентов. Они оценят план, опыт и пользу для улицы, затем готовится решение.
        Рецензенты ещё не назначены: назначьте тех, кто поставит баллы.
        Если оценка затянется, это будет отмечено; место в очереди сохраняется.
        Назначенные рецензенты оценят заявку.
      interview
        Администрация · До конца дня 4 декабря 2026
        Администрация назначит время и сообщит вам. Переводчик будет, если нужен.
        Согласуйте с заявителем время собеседования.
        Администрация назначит другое время; место в очереди сохраняется.
        После собеседования решение примет сотрудник, который не оценивал заявку.
      interview-set
        Администрация · До конца дня 3 декабря 2026
        Приходите на собеседование: 3 декабря 2026. Время и место — ниже.
        Поговорите с заявителем, запишите, чем кончилось собеседование, и передайте заявку на решение.
        Администрация назначит другое время; место в очереди сохраняется.
        После собеседования решение примет сотрудник, который не оценивал заявку.
      decision
        Администрация · До конца дня 4 декабря 2026
        Решение принимает сотрудник, который не оценивал заявку. О решении напишем.
        Нужно решение сотрудника, который не рецензировал эту заявку.
        Заявка сохраняет место, пока решение не принято.
        Придёт письмо с решением: предложение помещения, место в листе ожидания или отказ с причинами.
      public_notice
        Администрация · До конца дня 10 декабря 2026
        Намерение предоставить помещение объявлено публично, возразить можно до 10 декабря 2026 включительно. После этого мы сделаем вам предложение. На возражения администрация сначала ответит; если возражение примут, предложения не будет.
        Решение опубликовано, возражать можно до 10 декабря 2026. Затем предложение будет сделано само собой; на поступившие возражения сначала нужно ответить.
        По окончании срока предложение последует само. На возражения сначала ответят; если возражение примут, предложения не будет.
        Если возражений нет, предложение последует само.
      objected
        Администрация · До конца дня 4 декабря 2026
        Кто-то возразил против опубликованного решения. Сначала администрация рассмотрит возражение и ответит на него; помещение тем временем сохраняется за вами. Мы вам напишем.
        Против опубликованного решения есть возражения. Ответьте на каждое: до этого предложение не делается. Если возражение принято, верните заявку на рассмотрение.
        Пока на возражения не ответили, предложение не делается; помещение сохраняется за заявкой.
        Если ни одно возражение не примут, последует предложение; иначе заявку рассмотрят ещё раз.
      objection_upheld
        Администрация · До конца дня 4 декабря 2026
        Возражение против опубликованного решения принято. Администрация рассмотрит заявку ещё раз и напишет вам.
        Возражение против опубликованного решения принято, предложения не будет. Верните заявку на рассмотрение: помещение освободится.
        По этому решению предложения не будет: заявку рассмотрят ещё раз.
        Рецензенты оценят заявку ещё раз.
      offer_waits
        Заявитель
        Срок публикации истёк, возражений не было: помещение забронировано за вами. Двух предложений сразу быть не может, а у вас есть другое, по заявке SS-2026-000007. Как только вы от него откажетесь или по нему будет договор, мы пришлём предложение по этой заявке.
        Срок публикации истёк, возражений нет. Предложения пока нет: у заявителя есть другое, по заявке SS-2026-000007. Когда та заявка закроется или по ней будет договор, предложение будет сделано само. Если держать помещение не следует, верните заявку на рассмотрение: помещение освободится.
        Когда другая заявка закроется или по ней будет договор, предложение последует само. До тех пор помещение закреплено, но администрация вправе вернуть заявку на рассмотрение.
        Предложение по этой заявке последует само.
      waitlisted
        Администрация · До конца дня 25 ноября 2027
        Как только подходящее помещение освободится, мы сделаем вам предложение.
        Заявка в листе ожидания: предложение можно сделать, когда освободится помещение.
        Если к этому дню ничего не освободится, заявка закроется; её можно подать заново.
        Когда освободится подходящее помещение, его предложат.
      offered
        Заявитель · До конца дня 8 декабря 2026
        Примите или отклоните предложение до 8 декабря 2026 включительно. Без ответа помещение достанется другому.
        Ждём ответа заявителя до 8 декабря 2026.
        Без ответа предложение потеряет силу, и помещение предложат следующему.
        После согласия — условия, договор и передача помещения.
      conditions-open
        Заявитель · До конца дня 20 января 2027
        Пришлите документы по условиям. Ближайшее — «Разрешение (питание, алкоголь, санитария)», до 20 января 2027 включительно; всего осталось 2 условия.
        Ждём от заявителя документы по условиям: ближайшее — «Разрешение (питание, алкоголь, санитария)», до 20 января 2027; всего осталось 2 условия.
        Если условия не выполнить, администрация может закрыть заявку и предложить помещение следующему.
        Администрация проверит документы и подготовит договор.
      conditions-checked
        Администрация
        Документы по всем условиям у нас, администрация их проверит. От вас пока ничего не нужно.
        Документы по всем открытым условиям пришли: проверьте их и решите по каждому условию.
        Пока идёт проверка, помещение остаётся забронированным.
        Когда все условия выполнены, администрация готовит договор.
      contract-awaited
        Администрация
        Все условия выполнены. Администрация готовит договор и напишет вам, когда его можно будет подписать.
        Все условия выполнены: подготовьте договор.
        Пока договора нет, помещение остаётся забронированным.
        Договор подпишут обе стороны.
      contract-ready
        Заявитель · До конца дня 20 декабря 2026
        Ваш ход: подпишите договор до 20 декабря 2026 включительно. Пришлите его скан или подпишите договор в администрации.
        Договор готов. Ждём подписи заявителя до 20 декабря 2026; когда подпишут обе стороны, отметьте это здесь.
        Если договор не подписать, администрация может закрыть заявку и предложить помещение следующему.
        Администрация отметит подписание и передаст помещение.
      scan-sent
        Администрация
        Подписанный договор у нас. Администрация проверит его и отметит подписание; от вас пока ничего не нужно.
        Пришёл скан подписанного договора: проверьте его и отметьте подписание.
        Пока подписание не отмечено, помещение остаётся забронированным.
        После этого помещение передадут.
      contracted-conditions
        Заявитель · До конца дня 1 февраля 2027
        Договор подписан. Пришлите документы по остальным условиям: ближайшее — «Другой документ», до 1 февраля 2027 включительно; всего осталось 1 условие. Тем временем администрация готовит передачу помещения.
        Договор подписан, ждём документы по остальным условиям: ближайшее — «Другой документ», до 1 февраля 2027; всего осталось 1 условие. Передайте помещение: с этого дня пойдут месяцы без аренды.
        Оставшиеся условия и их сроки записаны в договоре.
        С дня передачи помещения пойдёт время без арендной платы.
      contracted
        Администрация
        Осталось передать вам помещение. С дня передачи пойдёт срок без арендной платы.
        Договор подписан. Передайте помещение: с этого дня пойдут месяцы без аренды.
        Время без арендной платы начнётся только с передачи помещения.
        С дня передачи помещения пойдёт время без арендной платы.
      tenancy
        Никто: делать ничего не нужно
        Срок без арендной платы идёт. Сроки и отчёты — на странице аренды.
        Помещение передано, заявка стала арендой.
        Что и когда нужно сделать, указано на странице аренды.
      tenancy_ended
        Никто: делать ничего не нужно
        Рассмотрение закончено. Вы можете подать новую заявку на любое свободное помещение.
        Осталось осмотреть помещение и принять его обратно: администрация улицы свяжется с вами.
      tenancy_over
        Никто: делать ничего не нужно
        Аренда закончилась, помещение возвращено.
        Аренда по этой заявке закончилась, помещение возвращено.
        Всё выполнено. Новую заявку можно подать в любое время.
      ineligible
        Никто: делать ничего не нужно
        Рассмотрение закончено. Вы можете подать новую заявку на любое свободное помещение.
        Причины указаны выше. Новую заявку можно подать в любое время.
      rejected
        Никто: делать ничего не нужно
        Рассмотрение закончено. Вы можете подать новую заявку на любое свободное помещение.
        Причины и порядок обжалования указаны в письме. Новую заявку можно подать в любое время.
      withdrawn
        Никто: делать ничего не нужно
        Рассмотрение закончено. Вы можете подать новую заявку на любое свободное помещение.
        Новую заявку можно подать в любое время.
      declined
        Никто: делать ничего не нужно
        Рассмотрение закончено. Вы можете подать новую заявку на любое свободное помещение.
        Новую заявку можно подать в любое время.
      offer_expired
        Никто: делать ничего не нужно
        Рассмотрение закончено. Вы можете подать новую заявку на любое свободное помещение.
        Новую заявку можно подать в любое время.
      lapsed
        Никто: делать ничего не нужно
        Рассмотрение закончено. Вы можете подать новую заявку на любое свободное помещение.
        Новую заявку можно подать в любое время.
      conditions_not_met
        Никто: делать ничего не нужно
        Рассмотрение закончено. Вы можете подать новую заявку на любое свободное помещение.
        Новую заявку можно подать в любое время."
    `)
  })
  it('is described in English', () => {
    expect(entries.map(([one, application]) => aloud('en', one, application)).join('\n')).toMatchInlineSnapshot(`
      "draft
        The applicant
        A draft that nobody touches is deleted after the time the programme keeps it.
        Once it is submitted, the office checks documents and conditions.
      submitted
        The office · By the end of 2 December 2026
        An officer will take up the application. You need not do anything for now.
        The application waits for somebody to screen it.
        The application keeps its place in the order of submission.
        The office checks documents and conditions.
      screening
        The office · By the end of 4 December 2026
        We check documents and conditions and expect to finish by 4 December 2026.
        Check that all documents are there and that the conditions of the programme are met.
        A check that takes longer is marked as overdue; the application keeps its place.
        Reviewers assess the application.
      information_requested
        The applicant · By the end of 9 December 2026
        Answer by the end of 9 December 2026. Without an answer the application will be closed.
        We wait for information from the applicant until 9 December 2026.
        Without an answer the application is closed.
        The office goes on with the application where it stopped.
      review
        The office · By the end of 4 December 2026
        The plan, the experience and the benefit to the street are assessed by reviewers. Then a decision is made.
        Reviewers assess the application, criterion by criterion.
        An assessment that takes longer is marked as overdue; the application keeps its place.
        An officer who did not assess the application makes the decision.
      review-unassigned
        The office · By the end of 4 December 2026
        The office chooses the reviewers. They assess the plan, the experience and the benefit to the street; then a decision is made.
        No reviewers are assigned yet: assign those who give the scores.
        An assessment that takes longer is marked as overdue; the application keeps its place.
        The assigned reviewers assess the application.
      interview
        The office · By the end of 4 December 2026
        The office will contact you to agree on a time. There will be an interpreter if you need one.
        Arrange the time of the interview with the applicant.
        The office arranges another time; the application keeps its place.
        After the interview an officer who did not assess the application makes the decision.
      interview-set
        The office · By the end of 3 December 2026
        Please come to an interview on 3 December 2026. Time and place are below.
        Talk with the applicant, write down what came of it, and pass the case on for decision.
        The office arranges another time; the application keeps its place.
        After the interview an officer who did not assess the application makes the decision.
      decision
        The office · By the end of 4 December 2026
        The decision is made by an officer who did not assess the application. We will write to you.
        A decision is needed from somebody who did not review this application.
        The application keeps its place until the decision is made.
        A letter tells the decision: an offer of a unit, a place on the waiting list, or a refusal with its reasons.
      public_notice
        The office · By the end of 10 December 2026
        The intention to give you a unit has been published and can be objected to until the end of 10 December 2026. After that we will make you an offer. The office answers objections first; if one is accepted, no offer is made.
        The decision is under public notice until 10 December 2026. Then the offer is made by itself; objections that come in are to be answered first.
        After the notice the offer follows by itself. Objections are answered first, and if one is accepted no offer is made.
        If nobody objects, the offer follows by itself.
      objected
        The office · By the end of 4 December 2026
        Somebody has objected to the announced decision. The office considers and answers the objection first; the unit is held for you meanwhile. We will write to you.
        There are objections to the announced decision. Answer each of them; until then no offer is made. If one is accepted, return the case to review.
        Until the objections are answered no offer is made; the unit is held.
        If no objection is accepted, the offer follows; otherwise the application is reviewed again.
      objection_upheld
        The office · By the end of 4 December 2026
        An objection to the announced decision was accepted. The office looks at your application again and writes to you.
        An objection to the announced decision was accepted, so no offer is made. Return the case to review: that frees the unit.
        No offer is made from this notice: the office reviews the application again.
        Reviewers assess the application again.
      offer_waits
        The applicant
        The notice is over and nobody objected: the unit is held for you. You cannot have two offers at once, and you have another one, in application SS-2026-000007. As soon as you decline that one or it has its contract, we send the offer for this application.
        The notice is over and nobody objected. There is no offer yet: the applicant has another one, in application SS-2026-000007. Once that application is closed or has its contract, the offer is made by itself. If the unit should not be kept, return the case to review: that frees it.
        Once the other application is closed or has its contract, the offer follows by itself. Until then the unit is held, but the office may return the case to review.
        The offer for this application follows by itself.
      waitlisted
        The office · By the end of 25 November 2027
        As soon as a suitable unit is free we will make you an offer.
        The application is on the waiting list: make an offer when a unit becomes free.
        If nothing becomes free by then, the application is closed and can be made anew.
        When a suitable unit becomes free, it is offered.
      offered
        The applicant · By the end of 8 December 2026
        Accept or decline the offer by the end of 8 December 2026. Without an answer the unit goes to somebody else.
        We wait for the applicant’s answer until 8 December 2026.
        Without an answer the offer ends and the unit goes to the next in line.
        After the acceptance come the conditions, the contract and the handover.
      conditions-open
        The applicant · By the end of 20 January 2027
        Send the documents for the conditions. The first is “Permit (food, alcohol, hygiene)”, by the end of 20 January 2027; 2 conditions are left in all.
        We wait for the applicant’s documents for the conditions: the first is “Permit (food, alcohol, hygiene)”, until 20 January 2027; 2 conditions are left in all.
        If conditions are not met, the office may close the application and offer the unit to the next.
        The office checks the documents and prepares the contract.
      conditions-checked
        The office
        We have your documents for all conditions; the office checks them next. You need not do anything for now.
        The documents for all open conditions have come: check them and decide on each condition.
        The unit stays reserved while the documents are checked.
        When all conditions are met, the office prepares the contract.
      contract-awaited
        The office
        All conditions are met. The office prepares the contract and writes to you when it can be signed.
        All conditions are met: prepare the contract.
        The unit stays reserved until the contract is ready.
        Both sides sign the contract.
      contract-ready
        The applicant · By the end of 20 December 2026
        Your turn: sign the contract by the end of 20 December 2026. Send a scan of it, or sign at the office.
        The contract is ready. We wait for the applicant’s signature until 20 December 2026; when both sides have signed, record it here.
        If the contract is not signed, the office may close the application and offer the unit to the next.
        The office records the signature and hands over the unit.
      scan-sent
        The office
        We have the signed contract. The office checks it and records the signature; you need not do anything for now.
        The scan of the signed contract has come: check it and record the signature.
        The unit stays reserved until the signature is recorded.
        Then the unit is handed over.
      contracted-conditions
        The applicant · By the end of 1 February 2027
        The contract is signed. Send the documents for the remaining conditions: the first is “Another document”, by the end of 1 February 2027; 1 condition is left. Meanwhile the office arranges the handover.
        The contract is signed; documents for the remaining conditions are due: the first is “Another document”, by 1 February 2027; 1 condition is left. Hand over the unit: the rent-free months begin on that day.
        The remaining conditions and their days are part of the contract.
        The rent-free time starts on the day of the handover.
      contracted
        The office
        The unit remains to be handed over. The rent-free time starts on that day.
        The contract is signed. Hand over the unit: the rent-free months begin on that day.
        The rent-free time starts only when the unit is handed over.
        The rent-free time starts on the day of the handover.
      tenancy
        Nobody: there is nothing to do
        The rent-free time is running. What is due and when is on the page of the tenancy.
        The unit is handed over; the application has become a tenancy.
        What is due and when stands on the page of the tenancy.
      tenancy_ended
        Nobody: there is nothing to do
        This application is closed. You can apply for any free premises again.
        The unit remains to be looked at and taken back: the office will be in touch.
      tenancy_over
        Nobody: there is nothing to do
        The tenancy has ended and the unit was given back.
        The tenancy of this application has ended and the unit was given back.
        Nothing is due. A new application can be made at any time.
      ineligible
        Nobody: there is nothing to do
        This application is closed. You can apply for any free premises again.
        The reasons stand above. A new application can be made at any time.
      rejected
        Nobody: there is nothing to do
        This application is closed. You can apply for any free premises again.
        The reasons and how to appeal stand in the letter. A new application can be made at any time.
      withdrawn
        Nobody: there is nothing to do
        This application is closed. You can apply for any free premises again.
        A new application can be made at any time.
      declined
        Nobody: there is nothing to do
        This application is closed. You can apply for any free premises again.
        A new application can be made at any time.
      offer_expired
        Nobody: there is nothing to do
        This application is closed. You can apply for any free premises again.
        A new application can be made at any time.
      lapsed
        Nobody: there is nothing to do
        This application is closed. You can apply for any free premises again.
        A new application can be made at any time.
      conditions_not_met
        Nobody: there is nothing to do
        This application is closed. You can apply for any free premises again.
        A new application can be made at any time."
    `)
  })
  it('is described in Chinese', () => {
    expect(entries.map(([one, application]) => aloud('zh', one, application)).join('\n')).toMatchInlineSnapshot(`
      "draft
        申请人
        长期未修改的草稿将在保存期满后删除。
        提交后，办公室核对材料和条件。
      submitted
        办公室 · 2026年12月2日结束前
        工作人员将开始办理，您暂时无需操作。
        申请待受理，请经办人接收并开始初审。
        申请按提交先后保留次序。
        办公室核对材料和条件。
      screening
        办公室 · 2026年12月4日结束前
        我们正在核对材料和条件，预计于2026年12月4日前完成。
        请核对材料是否齐全、是否符合入驻条件。
        超期核查将被标注，申请次序不变。
        评审人评审申请。
      information_requested
        申请人 · 2026年12月9日结束前
        请于2026年12月9日前（含当日）答复，逾期申请将予办结。
        等待申请人补正，期限至2026年12月9日。
        逾期未答复的，申请将予办结。
        办公室从原环节继续办理。
      review
        办公室 · 2026年12月4日结束前
        由评审人评估计划、经验和对街区的贡献，随后作出决定。
        评审人正在逐项评分。
        超期评审将被标注，申请次序不变。
        由未参与评审的工作人员作出决定。
      review-unassigned
        办公室 · 2026年12月4日结束前
        办公室正在确定评审人。评审人将评估计划、经验和对街区的贡献，随后作出决定。
        尚未指派评审人，请指派评分人员。
        超期评审将被标注，申请次序不变。
        由指派的评审人评审申请。
      interview
        办公室 · 2026年12月4日结束前
        办公室将与您商定时间，如有需要可安排翻译。
        请与申请人商定面谈时间。
        办公室将另行安排时间，申请次序不变。
        面谈后，由未参与评审的工作人员作出决定。
      interview-set
        办公室 · 2026年12月3日结束前
        请于2026年12月3日参加面谈，时间和地点见下方。
        请与申请人面谈，记录结果后提交决定。
        办公室将另行安排时间，申请次序不变。
        面谈后，由未参与评审的工作人员作出决定。
      decision
        办公室 · 2026年12月4日结束前
        由未参与评审的工作人员作出决定，结果将通知您。
        须由未参与评审的审批人作出决定。
        作出决定前，申请次序不变。
        将发出决定书：入驻通知、列入候补，或说明理由的不予通过。
      public_notice
        办公室 · 2026年12月10日结束前
        拟安排房源的意向已公示，异议截止至2026年12月10日当日。期满后将向您发出入驻通知。如有异议，办公室将先行答复；异议成立的，不发出入驻通知。
        决定公示至2026年12月10日。期满后系统自动发出入驻通知；收到异议的，须先行答复。
        公示期满后自动发出入驻通知。收到异议的，先行答复；异议成立的，不发出入驻通知。
        无异议的，自动发出入驻通知。
      objected
        办公室 · 2026年12月4日结束前
        有人对公示的决定提出异议。项目办公室将先核实并答复，其间房源继续为您预留。有结果后将通知您。
        公示的决定收到异议。请逐项答复；答复之前不发出入驻通知。异议成立的，请将申请退回评审。
        异议答复之前不发出入驻通知，房源继续预留。
        异议均不成立的，发出入驻通知；否则重新评审。
      objection_upheld
        办公室 · 2026年12月4日结束前
        对公示决定的异议成立。项目办公室将重新评审您的申请，并通知您结果。
        对公示决定的异议成立，不发出入驻通知。请将申请退回评审，房源随之释放。
        不再依据该公示发出入驻通知，申请将重新评审。
        评审人重新评审申请。
      offer_waits
        申请人
        公示期已满，无人提出异议，该房源已为您预留。同一申请人不能同时有两份入驻通知，而您在申请 SS-2026-000007 中另有入驻通知。您放弃该次入驻或该申请签订合同后，我们会立即为本申请发出入驻通知。
        公示期已满，无人提出异议。因申请人在申请 SS-2026-000007 中另有入驻通知，暂不能发出入驻通知。该申请办结或签订合同后，系统将自动发出入驻通知。如不宜继续预留该房源，请退回评审，房源即被释放。
        另一份申请办结或签订合同后，入驻通知将自动发出。在此之前房源继续预留，但办公室可将申请退回评审。
        本申请的入驻通知随后自动发出。
      waitlisted
        办公室 · 2027年11月25日结束前
        一旦有合适的房源腾出，我们将向您发出入驻通知。
        申请已列入候补，有房源腾出后可发出入驻通知。
        到期仍无房源腾出的，申请将予办结，可重新提交。
        有合适的房源腾出时，发出入驻通知。
      offered
        申请人 · 2026年12月8日结束前
        请于2026年12月8日前（含当日）接受或放弃入驻。逾期未答复，房源将安排给他人。
        等待申请人答复，期限至2026年12月8日。
        逾期未答复的，房源将提供给下一位。
        接受入驻后，依次满足条件、签订合同、办理交接。
      conditions-open
        申请人 · 2027年1月20日结束前
        请提交各项条件的材料。最近一项：“经营许可（食品、酒类、卫生）”，期限2027年1月20日（含当日）；共剩2项。
        等待申请人提交条件材料，最近一项：“经营许可（食品、酒类、卫生）”，期限2027年1月20日；共剩2项。
        未满足条件的，办公室可办结申请，并将房源提供给下一位。
        办公室核对材料并准备合同。
      conditions-checked
        办公室
        各项条件的材料均已收到，待办公室核对，您暂时无需操作。
        各项未完成条件的材料均已收到，请核对并逐项认定。
        核对期间，房源继续预留。
        所有条件满足后，办公室准备合同。
      contract-awaited
        办公室
        所有条件均已满足。办公室正在准备合同，可签署时将通知您。
        所有条件均已满足，请准备合同。
        合同备妥之前，房源继续预留。
        双方签署合同。
      contract-ready
        申请人 · 2026年12月20日结束前
        待您签约：请于2026年12月20日前（含当日）签署合同，上传签署后的扫描件，或到办公室签署。
        合同已备妥，等待申请人签署，期限至2026年12月20日。双方签署后，请在此登记。
        逾期未签约的，办公室可办结申请，并将房源提供给下一位。
        办公室登记签约并办理房屋交接。
      scan-sent
        办公室
        已收到签署的合同。办公室核对后登记签约，您暂时无需操作。
        已收到签署合同的扫描件，请核对并登记签约。
        登记签约之前，房源继续预留。
        随后办理房屋交接。
      contracted-conditions
        申请人 · 2027年2月1日结束前
        合同已签订。请提交其余条件的材料，最近一项：“其他文件”，期限2027年2月1日（含当日）；共剩1项。办公室同时安排房屋交接。
        合同已签订，其余条件的材料尚待提交，最近一项：“其他文件”，期限2027年2月1日；共剩1项。请办理房屋交接；免租期自交接之日起计算。
        其余条件及其期限已载入合同。
        自房屋交接之日起计算免租期。
      contracted
        办公室
        接下来办理房屋交接，免租期自交接之日起计算。
        合同已签订，请办理房屋交接；免租期自交接之日起计算。
        免租期自房屋交接之日起算。
        自房屋交接之日起计算免租期。
      tenancy
        无需办理
        免租期正在计算，期限和报告见租约页面。
        房屋已交接，申请已转为租约。
        履约事项及期限见租约页面。
      tenancy_ended
        无需办理
        本申请已办结。您可重新申请任何空置房源。
        尚待查验并收回房屋，办公室将与您联系。
      tenancy_over
        无需办理
        租约已结束，房屋已收回。
        本申请的租约已结束，房屋已收回。
        无待办事项，可随时重新申请。
      ineligible
        无需办理
        本申请已办结。您可重新申请任何空置房源。
        原因见上，可随时重新申请。
      rejected
        无需办理
        本申请已办结。您可重新申请任何空置房源。
        原因及申诉办法见决定书，可随时重新申请。
      withdrawn
        无需办理
        本申请已办结。您可重新申请任何空置房源。
        可随时重新申请。
      declined
        无需办理
        本申请已办结。您可重新申请任何空置房源。
        可随时重新申请。
      offer_expired
        无需办理
        本申请已办结。您可重新申请任何空置房源。
        可随时重新申请。
      lapsed
        无需办理
        本申请已办结。您可重新申请任何空置房源。
        可随时重新申请。
      conditions_not_met
        无需办理
        本申请已办结。您可重新申请任何空置房源。
        可随时重新申请。"
    `)
  })
})

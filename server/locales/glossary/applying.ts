import type { Entry } from './entry.ts'

/** Applying. */
export const applying = {
  applicant: {
    ru: ['заявитель', 'кто подаёт заявку; потом\u00a0— арендатор'],
    en: ['applicant', 'who applies; later the tenant'],
    zh: ['申请人', '提交申请的人，签约后为承租人'],
    not: { ru: ['соискател*'], en: ['candidate tenant', 'petitioner'], zh: ['申报人'] },
  },
  application: {
    ru: ['заявка', 'просьба об одном из трёх помещений по порядку; её номер, например SS-2026-000123'],
    en: ['application', 'a request for up to three units in order; has a reference such as SS-2026-000123'],
    zh: ['申请', '按志愿顺序最多选三处房源的请求，编号如 SS-2026-000123'],
    not: { ru: ['заявление на помещение', 'заявление на аренду', 'анкет*'], en: ['candidacy'], zh: ['申报'] },
    but: { zh: ['申报利益冲突', '在此申报', '报关', '申报时'] },
  },
  reference: {
    ru: ['номер заявки', 'по нему заявку находят и о ней пишут'],
    en: ['reference', 'the number by which an application is found and written about'],
    zh: ['申请编号', '查询和联系时使用的申请号码'],
  },
  draft: {
    ru: ['черновик', 'заявка, которую ещё не подали; хранится ограниченное время'],
    en: ['draft', 'an application that is not submitted yet; kept for a limited time'],
    zh: ['草稿', '尚未提交的申请，保存期限有限'],
  },
  submit: {
    ru: ['подать', 'передать заявку администрации; ответы с этого дня заморожены'],
    en: ['submit', 'to send an application to the office; its answers are fixed from that day'],
    zh: ['提交', '将申请送交办公室，内容自此固定'],
    not: { en: ['hand in', 'handed in', 'handing in', 'hands in', 'lodge*'], zh: ['递交'] },
  },
  choice: {
    ru: ['выбор', 'помещения заявки по порядку предпочтения'],
    en: ['choice', 'the units of an application in order of preference'],
    zh: ['志愿', '申请中按先后排列的房源'],
  },
  vehicle: {
    ru: ['форма участия', 'кто станет арендатором: человек, российская, китайская или иная компания'],
    en: ['vehicle', 'who will be the tenant: a person, a Russian, Chinese or other company'],
    zh: ['经营主体', '将来签约的个人或公司'],
  },
  representative: {
    ru: ['представитель', 'кто подаёт заявку за другого по доверенности'],
    en: ['agent', 'who applies for somebody else under a power of attorney'],
    zh: ['代理人', '持授权委托书代为申请的人'],
  },
  'business-plan': {
    ru: ['бизнес-план', 'чем займётся магазин, на какие деньги и с кем'],
    en: ['business plan', 'what the business will do, how it is funded and by whom'],
    zh: ['商业计划书', '经营内容、资金和人员的说明'],
    not: { zh: ['创业计划书', '经营计划书'] },
  },
  'cash-plan': {
    ru: ['денежный план', 'доходы и расходы по месяцам на первый год'],
    en: ['cash plan', 'revenue and costs of the first year, month by month'],
    zh: ['现金计划', '第一年逐月的收入和支出'],
    not: { en: ['cash flow forecast', 'cashflow*'] },
  },
  'own-funds': {
    ru: ['собственные средства', 'деньги заявителя, не заёмные'],
    en: ['own funds', 'money of the applicant, not borrowed'],
    zh: ['自有资金', '申请人自己的资金，非借款'],
    not: { en: ['own money', 'with what money'] },
  },
  document: {
    ru: ['документ', 'файл заявки определённого вида: паспорт, устав, справка'],
    en: ['document', 'a file of an application, of a kind: passport, charter, proof'],
    zh: ['材料', '申请中按种类上传的文件'],
    adr: 62,
    not: { ru: ['бумаги', 'бумаг', 'бумагами', 'бумажк*'], en: ['paperwork', 'papers'] },
  },
  declaration: {
    ru: ['заявление', 'слова, под которыми заявитель подписывается: правда, без субаренды'],
    en: ['declaration', 'what an applicant vouches for: truth, no subletting'],
    zh: ['声明', '申请人保证的事项：内容真实、不转租'],
  },
  consent: {
    ru: ['согласие', 'разрешение обрабатывать и передавать личные данные'],
    en: ['consent', 'leave to process and transfer personal data'],
    zh: ['同意', '对处理和提供个人信息的许可'],
  },
  screening: {
    ru: ['первичная проверка', 'администрация смотрит, полны ли документы и выполнены ли условия'],
    en: ['screening', 'the office checks that documents are complete and conditions are met'],
    zh: ['初审', '办公室核查材料是否齐全、是否符合条件'],
    not: { ru: ['скрининг*'], en: ['pre-check*'], zh: ['预审', '资格审查'] },
  },
  'information-request': {
    ru: ['запрос сведений', 'что администрация просит исправить или дополнить, и к какому дню'],
    en: ['information request', 'what the office asks to be corrected or added, and by when'],
    zh: ['补正通知', '办公室要求更正或补充的事项及期限'],
    not: { ru: ['доп. запрос', 'дозапрос*'], zh: ['补充通知', '补件', '待补充材料'] },
  },
  finding: {
    ru: ['замечание к документу', 'что сотрудник сказал о документе: принят или что не так'],
    en: ['finding on a document', 'what an officer says of a document: accepted, or what is wrong'],
    zh: ['审核意见', '经办人对材料的结论：通过或存在的问题'],
  },
  message: {
    ru: ['сообщение', 'что администрация и заявитель пишут друг другу по заявке'],
    en: ['message', 'what office and applicant write to each other about an application'],
    zh: ['消息', '办公室与申请人就申请的往来'],
  },
  note: {
    ru: ['заметка', 'что сотрудники пишут друг другу; заявитель её не видит'],
    en: ['note', 'what staff write for one another; the applicant does not see it'],
    zh: ['内部备注', '工作人员之间的备注，申请人不可见'],
  },
  translation: {
    ru: ['перевод', 'ответ, документ или текст администрации на другом языке, сделанный сотрудником или нотариусом'],
    en: ['translation', 'an answer, a document or a text of the office in another language, by an officer or a notary'],
    zh: ['译文', '申请人答复、材料或办公室文本的译本，由工作人员或公证机构提供'],
  },
  deadline: {
    ru: ['срок', 'последний день, включительно; что истекает сегодня, ещё не просрочено'],
    en: ['deadline', 'the last day, included; what is due today is not yet overdue'],
    zh: ['期限', '最后一日，含当日；当天到期的不算逾期'],
    not: { en: ['due date', 'no day is set'] },
  },
  overdue: {
    ru: ['просрочено', 'срок прошёл вчера или раньше'],
    en: ['overdue', 'the deadline was yesterday or before'],
    zh: ['逾期', '期限已过'],
    not: { zh: ['超期未'] },
  },
  withdraw: {
    ru: ['отозвать', 'забрать поданную заявку до договора'],
    en: ['withdraw', 'to take back a submitted application before the contract'],
    zh: ['撤回', '签约前收回已提交的申请'],
  },
  closed: {
    ru: ['закрыта', 'заявка завершена без договора; новую можно подать'],
    en: ['closed', 'the application has ended without a contract; a new one can be made'],
    zh: ['已办结', '申请未签约而结束，可另行申请'],
    not: { zh: ['申请已关闭', '申请关闭', '申请将被关闭', '关闭申请', '结案'] },
  },
  lapsed: {
    ru: ['рассмотрение прекращено', 'заявка закрыта: не ответили на запрос или кончилось ожидание'],
    en: ['lapsed', 'closed because a request was not answered or the wait came to its end'],
    zh: ['终止办理', '因逾期未补正或候补结束而结束'],
  },
  retention: {
    ru: ['срок хранения', 'сколько хранятся личные данные после конца заявки или аренды'],
    en: ['retention period', 'how long personal data are kept after an application or tenancy has ended'],
    zh: ['保存期限', '申请或租约结束后个人信息的保存时间'],
    not: { zh: ['留存期'] },
  },
  anonymise: {
    ru: ['обезличить', 'убрать всё, по чему можно узнать человека'],
    en: ['anonymise', 'to remove all by which a person can be known'],
    zh: ['去标识', '去除可识别个人的信息'],
    not: { en: ['nameless'], zh: ['脱敏'] },
  },
} satisfies Record<string, Entry>

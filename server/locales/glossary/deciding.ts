import type { Entry } from './entry.ts'

/** Review, decision and offer. */
export const deciding = {
  review: {
    ru: ['оценка заявки', 'рецензенты читают заявку и ставят баллы'],
    en: ['review', 'reviewers read an application and score it'],
    zh: ['评审', '评审人审阅申请并评分'],
    not: { en: ['evaluation*'], zh: ['评估会', '评定'] },
  },
  reviewer: {
    ru: ['рецензент', 'сотрудник, который читает и оценивает заявки'],
    en: ['reviewer', 'reads and assesses applications'],
    zh: ['评审人', '审阅并评分的工作人员'],
    not: { ru: ['эксперт*', 'оценщик*'], en: ['assessor*', 'expert*'], zh: ['评审员', '评委', '专家'] },
  },
  panel: {
    ru: ['состав рецензентов', 'рецензенты одной заявки; баллы друг друга они видят, когда поставлены все'],
    en: ['panel', 'the reviewers of one case; they see one another’s scores when all are in'],
    zh: ['评审小组', '一份申请的全体评审人，全部提交后互见评分'],
    adr: 67,
    not: { en: ['jury', 'committee'] },
  },
  'declaration-of-interest': {
    ru: ['заявление о конфликте интересов', 'что сотрудник говорит, прежде чем ему откроется содержание заявки'],
    en: ['declaration of interest', 'what an officer says before the content of a case opens to them'],
    zh: ['利益冲突声明', '工作人员查看申请内容前作出的声明'],
    adr: 68,
    not: { zh: ['回避声明'] },
  },
  'conflict-of-interest': {
    ru: ['конфликт интересов', 'родство, дела или долги с заявителем; заявка закрывается для сотрудника навсегда'],
    en: [
      'conflict of interest',
      'kinship, business or debts with an applicant; closes the case to the officer for good',
    ],
    zh: ['利益冲突', '与申请人有亲属、合伙或债务关系，须回避'],
    not: { zh: ['报告利益冲突', '利害冲突'] },
  },
  assessment: {
    ru: ['оценка', 'баллы одного рецензента по критериям с пояснением'],
    en: ['assessment', 'one reviewer’s scores against the rubric, with reasons'],
    zh: ['评审意见', '一名评审人按标准给出的分数和说明'],
  },
  rubric: {
    ru: ['критерии оценки', 'за что ставят баллы и что значит каждый'],
    en: ['rubric', 'what is scored and what each score means'],
    zh: ['评分表', '评分项目及各档含义'],
    not: { ru: ['рубрик*'], en: ['scorecard*', 'marking scheme'], zh: ['评分细则'] },
  },
  score: {
    ru: ['балл', 'от 0 до 5 за каждый критерий; решает средний'],
    en: ['score', 'from 0 to 5 for each criterion; the mean decides'],
    zh: ['评分', '每项0至5分，以平均分为准'],
    not: { en: ['mark out of', 'grade'] },
  },
  interview: {
    ru: ['собеседование', 'разговор с заявителем во время оценки, при нужде с переводчиком'],
    en: ['interview', 'a talk with the applicant during the review, with an interpreter if needed'],
    zh: ['面谈', '评审期间与申请人的谈话，必要时配翻译'],
    adr: 28,
    not: { ru: ['интервью'], zh: ['面试'] },
  },
  decision: {
    ru: ['решение', 'отказ, лист ожидания, публикация или предложение'],
    en: ['decision', 'rejection, waiting list, public notice or offer'],
    zh: ['决定', '不予批准、候补、公示或发出入驻通知'],
  },
  decider: {
    ru: ['принимающий решение', 'сотрудник, который решает и делает предложения, но не по заявкам, которые оценивал'],
    en: ['decider', 'decides and offers; never on a case they reviewed'],
    zh: ['审批人', '作出决定并发出入驻通知，不得审批自己评审过的申请'],
    not: {
      ru: ['решающий сотрудник'],
      en: ['decision-maker*', 'approver*'],
      zh: ['决定人', '审核人', '审批员'],
    },
  },
  'awaiting-decision': {
    ru: ['принимается решение', 'баллы поставлены, ждут решения'],
    en: ['awaiting decision', 'scores are in and the decision is to be made'],
    zh: ['待审批', '评分完毕，等待审批人决定'],
    not: { zh: ['待决定'] },
    but: { zh: ['等待决定'] },
  },
  'decision-letter': {
    ru: ['письмо с решением', 'решение с причинами в PDF, хранится как было написано'],
    en: ['decision letter', 'a decision with its reasons as PDF, kept as it was written'],
    zh: ['决定书', '载明理由的 PDF 文书，按原样保存'],
    adr: 29,
    not: { ru: ['письмо о решении'], en: ['letter with the decision', 'letter of decision'], zh: ['决定函', '通知书'] },
  },
  'document-number': {
    ru: ['номер документа', 'порядковый номер письма или договора в году, без пропусков'],
    en: ['document number', 'by which a letter or contract is called, counted by year and without gaps'],
    zh: ['文号', '决定书或者合同的编号，按年连续编排'],
    adr: 127,
  },
  letterhead: {
    ru: ['бланк', 'название администрации, номер и красная черта вверху документа'],
    en: ['letterhead', 'the name of the office, the number and a red rule at the head of a document'],
    zh: ['公文抬头', '文件上方的发文机关名称、文号和红线'],
  },
  'ready-text': {
    ru: ['готовый текст', 'текст на трёх языках, который сотрудник выбирает вместо своих слов'],
    en: ['ready text', 'a text in three languages that an officer chooses instead of own words'],
    zh: ['常用语', '工作人员选用的三语文字'],
    adr: 130,
  },
  reasons: {
    ru: ['причины', 'на чём стоит решение: готовые тексты на трёх языках и свои слова'],
    en: ['reasons', 'what a decision rests on: ready texts in three languages and one’s own words'],
    zh: ['理由', '决定所依据的事项'],
  },
  rejected: {
    ru: ['отказано', 'заявка рассмотрена и не одобрена'],
    en: ['rejected', 'the application was considered and not approved'],
    zh: ['不予批准', '申请经审议未获通过'],
    not: { en: ['turned down', 'turn down', 'refused application'], zh: ['驳回', '拒绝申请'] },
  },
  ineligible: {
    ru: ['не соответствует условиям', 'заявка не отвечает условиям программы'],
    en: ['not eligible', 'the application does not meet the conditions of the programme'],
    zh: ['不符合条件', '申请不符合项目条件'],
  },
  'public-notice': {
    ru: ['публикация решения', 'дни, в которые любой может возразить; помещение забронировано'],
    en: ['public notice', 'days in which anybody may object to a decision; the unit is held'],
    zh: ['公示', '任何人可提出异议的期间，房源预留'],
    adr: 31,
    not: {
      ru: ['публичн* уведомлени*'],
      zh: ['公告期'],
    },
  },
  objection: {
    ru: ['возражение', 'что кто-то имеет против опубликованного решения; на него отвечают до предложения'],
    en: ['objection', 'what somebody has against a decision on notice; answered before an offer follows'],
    zh: ['异议', '对公示决定提出的不同意见，答复后方可发出入驻通知'],
    adr: 69,
    not: { ru: ['протест*'], en: ['protest*'] },
  },
  complaint: {
    ru: ['обжалование', 'просьба пересмотреть отказ; куда писать, сказано в письме'],
    en: ['complaint', 'asking for a rejection to be looked at again; the letter says where'],
    zh: ['申诉', '请求复核决定，途径见决定书'],
    not: { zh: ['上诉'] },
  },
  'waiting-list': {
    ru: ['лист ожидания', 'одобренные заявки без помещения, по баллам, потом по времени'],
    en: ['waiting list', 'approved cases without a unit, by score, then by time'],
    zh: ['候补名单', '已批准但暂无房源的申请，按评分和时间排序'],
    not: {
      ru: ['список ожидания'],
      en: ['waitlist', 'wait list', 'reserve list', 'place in the queue'],
      zh: ['轮候', '等候名单', '排队名单'],
    },
  },
  promotion: {
    ru: ['предложение следующему', 'освободившееся помещение предлагают первому в листе ожидания'],
    en: ['promotion', 'what becomes free is offered to the next on the waiting list'],
    zh: ['递补', '腾出的房源提供给候补首位'],
    adr: 32,
  },
  offer: {
    ru: ['предложение', 'помещение, забронированное за заявителем до срока ответа'],
    en: ['offer', 'a unit held for one applicant until a deadline'],
    zh: ['入驻通知', '在答复期限内为申请人预留房源的通知'],
    adr: 25,
    not: { ru: ['оферт*'], en: ['invitation to contract'], zh: ['要约', '房屋提供通知', '录用通知'] },
  },
  acceptance: {
    ru: ['принятие предложения', 'заявитель согласен; дальше условия и договор'],
    en: ['acceptance', 'the applicant agrees; conditions and the contract follow'],
    zh: ['接受入驻', '申请人同意入驻，随后落实条件并签约'],
    adr: 61,
  },
  decline: {
    ru: ['отклонить предложение', 'заявитель отказывается от предложенного помещения'],
    en: ['decline', 'the applicant does not take the offered unit'],
    zh: ['放弃入驻', '申请人不接受入驻通知'],
    not: { en: ['refuse the offer'], zh: ['婉拒', '谢绝', '拒绝入驻'] },
  },
  'condition-of-offer': {
    ru: ['условие', 'что нужно выполнить до договора, и к какому дню'],
    en: ['condition', 'what has to be done before the contract, and by when'],
    zh: ['签约条件', '签约前须完成的事项及期限'],
  },
} satisfies Record<string, Entry>

import type { Entry } from './entry.ts'

/** The office and its people. */
export const office = {
  office: {
    ru: ['администрация', 'городское учреждение, которое ведёт программу'],
    en: ['office', 'the authority of the city that runs the programme'],
    zh: ['办公室', '负责本项目的市级机构'],
    not: { en: ['the administration', 'street’s administration'], zh: ['管理部门'] },
    but: { en: ['the administration of the city'] },
  },
  programme: {
    ru: ['программа', 'правила, по которым город сдаёт помещения без арендной платы'],
    en: ['programme', 'the rules by which the city lets units free of rent'],
    zh: ['项目', '市政府免租提供房源的办法'],
  },
  officer: {
    ru: ['сотрудник', 'рецензент или принимающий решение, который ведёт заявку'],
    en: ['officer', 'a reviewer or decider acting on a case'],
    zh: ['经办人', '办理申请的评审人或审批人'],
    not: { ru: ['чиновник*', 'инспектор*'], en: ['clerk*', 'caseworker*'], zh: ['办事员'] },
  },
  adviser: {
    ru: ['консультант', 'отвечает на обращения'],
    en: ['adviser', 'answers enquiries'],
    zh: ['顾问', '答复咨询的人员'],
    not: { en: ['advisor*'] },
  },
  'listing-manager': {
    ru: ['менеджер помещений', 'ведёт помещения, здания, льготы и обращения'],
    en: ['listing manager', 'keeps units, buildings, incentives and enquiries'],
    zh: ['房源管理员', '维护房源、楼栋、优惠政策和咨询'],
  },
  administrator: {
    ru: ['администратор', 'ведёт людей и настройки'],
    en: ['administrator', 'keeps people and settings'],
    zh: ['系统管理员', '管理人员和设置'],
  },
  reach: {
    ru: ['закреплённые здания', 'здания, которыми ограничен менеджер помещений'],
    en: ['buildings in charge', 'the buildings to which a listing manager is limited'],
    zh: ['负责楼栋', '房源管理员的权限范围'],
    adr: 54,
  },
  case: {
    ru: ['дело', 'заявка со всем, что с ней произошло, глазами сотрудника'],
    en: ['case', 'an application with all that happened to it, as an officer sees it'],
    zh: ['案件', '工作人员所见的申请及全部办理记录'],
  },
  desk: {
    ru: ['рабочий стол', 'первая страница сотрудника: что его ждёт'],
    en: ['staff desk', 'the first page of a colleague: what waits for them'],
    zh: ['工作台', '工作人员首页，列出待办'],
  },
  work: {
    ru: ['дела', 'что ждёт сотрудника, по видам'],
    en: ['work', 'what waits for one colleague, by kind'],
    zh: ['待办事项', '等待工作人员处理的事项'],
    adr: 40,
  },
  'service-clock': {
    ru: ['дни у администрации', 'сколько дней заявка у администрации, без времени заявителя'],
    en: ['days with the office', 'how long a case has been with the office, the applicant’s time left out'],
    zh: ['办理用时', '申请在办公室的天数，不含申请人用时'],
  },
  turn: {
    ru: ['кто отвечает сейчас', 'у кого заявка: у заявителя или у администрации'],
    en: ['who acts now', 'whose move it is: the applicant’s or the office’s'],
    zh: ['当前由谁办理', '目前由申请人还是办公室处理'],
    not: { ru: ['чей ход', 'ход за'] },
  },
  enquiry: {
    ru: ['обращение', 'вопрос консультанту'],
    en: ['enquiry', 'a message to the adviser'],
    zh: ['咨询', '向顾问提出的问题'],
    adr: 42,
    not: { en: ['inquiry', 'inquiries'], zh: ['问询'] },
  },
  'ready-answer': {
    ru: ['готовый ответ', 'текст на трёх языках для частых вопросов'],
    en: ['ready-made answer', 'a text in three languages for frequent questions'],
    zh: ['答复模板', '针对常见问题的三语文本'],
  },
  'audit-entry': {
    ru: ['запись журнала', 'кто что сделал, как было и как стало; записи сцеплены'],
    en: ['audit entry', 'what somebody did, with before and after, chained to the one before'],
    zh: ['操作日志', '操作人、内容及前后变化，逐条相连'],
    adr: 35,
    not: { zh: ['审计日志'] },
  },
  report: {
    ru: ['отчёт', 'сводка за период: занятость, заявки, сроки'],
    en: ['report', 'a summary of a period: occupancy, applications, times'],
    zh: ['统计报告', '一段时间的使用、申请和用时汇总'],
  },
  figures: {
    ru: ['цифры программы', 'что программа публикует о себе каждый месяц'],
    en: ['programme figures', 'what the programme publishes about itself each month'],
    zh: ['项目数据', '项目每月公布的统计'],
  },
  import: {
    ru: ['загрузка', 'файл помещений, проверенный до записи'],
    en: ['import', 'a file of units, checked before it is written'],
    zh: ['导入', '先检查后写入的房源文件'],
    adr: 39,
  },
  'trial-run': {
    ru: ['пробный прогон', 'загрузка показывает, что изменится, и ничего не пишет'],
    en: ['dry run', 'an import shows what would change and writes nothing'],
    zh: ['试运行', '导入仅显示变化而不写入'],
  },
  'bulk-change': {
    ru: ['массовое изменение', 'одно действие над многими помещениями или заявками'],
    en: ['bulk change', 'one act on many units or applications'],
    zh: ['批量修改', '对多处房源或多份申请的一次操作'],
    adr: 34,
  },
  view: {
    ru: ['вид таблицы', 'условия, порядок и столбцы таблицы под именем'],
    en: ['view', 'conditions, order and columns of the table under a name'],
    zh: ['表格视图', '命名保存的筛选、排序和列'],
    adr: 45,
  },
  wording: {
    ru: ['тексты сайта и писем', 'слова сайта, которые администратор заменил своими'],
    en: ['wording', 'a sentence that staff have put in the place of the site’s own'],
    zh: ['网站与邮件文案', '由工作人员改写的网站文字'],
    adr: 41,
  },
  settings: {
    ru: ['настройки', 'правила программы, которые меняет администратор'],
    en: ['settings', 'the rules of the programme that an administrator changes'],
    zh: ['设置', '系统管理员可调整的项目规则'],
  },
  'working-day': {
    ru: ['рабочий день', 'день, когда администрация открыта, по календарю Китая'],
    en: ['working day', 'a day on which the office is open, by the Chinese calendar'],
    zh: ['工作日', '办公室上班的日子，按中国日历'],
    not: { ru: ['будний день'], en: ['business day'] },
  },
} satisfies Record<string, Entry>

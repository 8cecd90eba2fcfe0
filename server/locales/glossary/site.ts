import type { Entry } from './entry.ts'

/** The site itself. */
export const site = {
  account: {
    ru: ['учётная запись', 'имя, почта и пароль, с которыми входят'],
    en: ['account', 'the name, e-mail and password with which one signs in'],
    zh: ['账号', '登录所用的姓名、邮箱和密码'],
    not: { ru: ['аккаунт*', 'личный кабинет'], zh: ['账户', '帐号'] },
  },
  'e-mail': {
    ru: ['письмо', 'что сайт присылает на почту, и ответы на него'],
    en: ['e-mail', 'what the site sends to an address, and the answers to it'],
    zh: ['邮件', '网站发到邮箱的通知及其回复'],
    not: { ru: ['имейл*'], en: ['email', 'emails', 'a mail', 'by mail', 'in the mail'], zh: ['电邮'] },
  },
  'sign-up': {
    ru: ['зарегистрироваться', 'завести учётную запись'],
    en: ['sign up', 'to make an account'],
    zh: ['注册', '开通账号'],
    not: { en: ['create an account', 'register an account'] },
  },
  'sign-in': {
    ru: ['войти', 'открыть сайт под своим именем'],
    en: ['sign in', 'to open the site under one’s name'],
    zh: ['登录', '以本人账号进入网站'],
    not: { ru: ['залогин*', 'авториз*'], en: ['log in', 'login', 'log on'], zh: ['登陆'] },
  },
  'password-reset': {
    ru: ['восстановление пароля', 'новый пароль по ссылке из письма'],
    en: ['password reset', 'a new password by a link in an e-mail'],
    zh: ['重置密码', '通过邮件链接设置新密码'],
    not: { ru: ['забытый пароль', 'сброс пароля'], zh: ['找回密码'] },
  },
  'second-step': {
    ru: ['второй шаг', 'код из телефона после пароля'],
    en: ['second step', 'the code from one’s phone after the password'],
    zh: ['两步验证', '密码之外的手机动态码'],
    adr: 36,
    not: {
      ru: ['двухфактор*'],
      en: ['two-factor', 'multi-factor*', 'second factor'],
      zh: ['双重验证', '二次验证', '双因素'],
    },
  },
  'recovery-code': {
    ru: ['запасной код', 'входят, когда телефона нет; каждый один раз'],
    en: ['recovery code', 'lets one in without the phone; each works once'],
    zh: ['备用码', '手机不在身边时登录所用，每个限用一次'],
    not: { ru: ['резервн* код*', 'код восстановления'], en: ['backup code*', 'spare code*'], zh: ['恢复码'] },
  },
  'access-token': {
    ru: ['ключ доступа', 'с ним программа действует за сотрудника в своих пределах'],
    en: ['access token', 'with it a program acts for a colleague, within its scopes'],
    zh: ['访问令牌', '程序代工作人员操作所用，限定范围'],
    adr: 44,
    not: { ru: ['токен*'], zh: ['密钥令牌'] },
  },
  'open-data': {
    ru: ['открытые данные', 'то же, что на открытых страницах, для программ'],
    en: ['open data', 'what the public pages say, for programs'],
    zh: ['开放数据', '公开页面内容的程序接口'],
    adr: 21,
  },
  embed: {
    ru: ['вставка', 'одно помещение в рамке на чужом сайте'],
    en: ['embed', 'one unit in a frame on a partner’s page'],
    zh: ['嵌入页', '在合作网站中显示的一处房源'],
  },
  feed: {
    ru: ['лента', 'новые свободные помещения по поиску, в формате Atom'],
    en: ['feed', 'the newest available units of a search, as Atom'],
    zh: ['订阅', '某项搜索的最新房源，Atom 格式'],
  },
  guides: {
    ru: ['материалы', 'документы, которые можно взять с собой'],
    en: ['guides', 'documents to take along'],
    zh: ['资料', '可下载的说明文件'],
  },
  edition: {
    ru: ['выпуск', 'материал, каким он был в один день'],
    en: ['edition', 'a guide as it was on a day'],
    zh: ['版本', '资料在某一日的内容'],
  },
  calculator: {
    ru: ['калькулятор', 'сравнивает, где дешевле собирать изделие'],
    en: ['calculator', 'compares where a product is assembled for least'],
    zh: ['成本测算', '比较不同地点的组装成本'],
    not: { zh: ['计算器'] },
  },
  bill: {
    ru: ['сколько это стоит в месяц', 'расходы по частям в первый год и потом'],
    en: ['what it costs a month', 'what a month costs, part by part, in the first year and later'],
    zh: ['每月费用', '第一年及以后每月各项费用'],
  },
  'exchange-rate': {
    ru: ['курс валюты', 'сколько стоит юань в день, который назван; для примерных сумм'],
    en: ['exchange rate', 'what a yuan costs on a named day; for approximate amounts'],
    zh: ['汇率', '某日人民币折合其他货币的比价，仅用于显示约数'],
  },
  timeline: {
    ru: ['история', 'что произошло с заявкой или арендой, по дням'],
    en: ['history', 'what happened to an application or tenancy, day by day'],
    zh: ['办理记录', '申请或租约的逐日经过'],
  },
  archive: {
    ru: ['архив своих данных', 'всё, что сайт знает о человеке, одним файлом'],
    en: ['archive of one’s data', 'all that the site knows about a person, as one file'],
    zh: ['个人信息包', '网站掌握的本人信息合集'],
  },
  deletion: {
    ru: ['удаление учётной записи', 'просят, через срок сайт удаляет; до того можно передумать'],
    en: ['deletion of the account', 'asked for, done after a time; until then one can change one’s mind'],
    zh: ['注销账号', '申请后到期执行，期间可撤销'],
  },
  'demonstration-data': {
    ru: ['демонстрационные данные', 'выдуманные помещения и люди, чтобы показать сайт'],
    en: ['demonstration data', 'invented units and people that show the site'],
    zh: ['演示数据', '用于展示网站的虚构房源和人员'],
  },
  cookie: {
    ru: ['файл cookie', 'пометка в браузере, по которой сайт узнаёт вас'],
    en: ['cookie', 'a mark in the browser by which the site knows you'],
    zh: ['Cookie', '浏览器中用于识别访客的标记'],
  },
  'third-party-script': {
    ru: ['сторонний скрипт', 'чужая программа на странице; здесь их нет'],
    en: ['third-party script', 'somebody else’s program on a page; there are none here'],
    zh: ['第三方脚本', '页面中他人的程序，本站没有'],
    not: { en: ['scripts of others'] },
  },
} satisfies Record<string, Entry>

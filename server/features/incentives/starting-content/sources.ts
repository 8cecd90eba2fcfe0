import type { CityDay } from '#shared/days/city-day.ts'
import type { Source } from './content-types.ts'

/** Day on which the starting content was compiled and checked against its sources. */
export const checked: CityDay = '2026-11-25'

/** "Cross Border Russia-Heilongjiang Trade Heats Up", Dezan Shira & Associates: the first source of the project. */
export const russiaBriefing: Source = {
  name: {
    ru: 'Russia Briefing, Dezan Shira & Associates',
    en: 'Russia Briefing, Dezan Shira & Associates',
    zh: 'Russia Briefing（协力管理咨询）',
  },
  date: '2021',
  url: 'https://www.russia-briefing.com/news/cross-border-russia-heilongjiang-trade-heats-up.html/',
}

export const harbinCitySite: Source = {
  name: {
    ru: 'Сайт правительства города Харбина',
    en: 'Website of the Harbin city government',
    zh: '哈尔滨市人民政府网站',
  },
  date: '2019-08-28',
  url: 'http://www.harbin.gov.cn/art/2019/8/28/art_2851_779259.html',
}

export const chinaNews: Source = {
  name: { ru: 'Агентство «Чжунго синьвэнь» (China News)', en: 'China News Service', zh: '中国新闻网' },
  date: '2016-05-26',
}

export const harbinCustoms: Source = {
  name: {
    ru: 'Харбинская таможня, в изложении Russia Briefing',
    en: 'Harbin Customs, as reported by Russia Briefing',
    zh: '哈尔滨海关（据 Russia Briefing 报道）',
  },
  date: '2011',
}

export const commerceDepartment: Source = {
  name: {
    ru: 'Управление коммерции провинции Хэйлунцзян, сообщение «Радио Метро»',
    en: 'Heilongjiang Department of Commerce, as reported by Radio Metro',
    zh: '黑龙江省商务厅（据俄罗斯“Radio Metro”报道）',
  },
  date: '2022-10-12',
  url: 'https://radiometro.ru/2022/10/12/torgovlya-s-rossiej-sostavlyaet-bolee-60-ot-obshhego-obema-vneshnej-torgovli-provincii-hejlunczyan',
}

export const profitTaxAnnouncement: Source = {
  name: {
    ru: 'Министерство финансов и Главное государственное налоговое управление КНР, объявление №\u00a012 за 2023 год',
    en: 'Ministry of Finance and State Taxation Administration of China, Announcement No. 12 of 2023',
    zh: '财政部 税务总局公告2023年第12号',
  },
  date: '2023-08-02',
}

export const vatAnnouncement: Source = {
  name: {
    ru: 'Министерство финансов и Главное государственное налоговое управление КНР, объявление №\u00a019 за 2023 год',
    en: 'Ministry of Finance and State Taxation Administration of China, Announcement No. 19 of 2023',
    zh: '财政部 税务总局公告2023年第19号',
  },
  date: '2023-08-01',
}

export const foreignMinistry: Source = {
  name: {
    ru: 'Министерство иностранных дел КНР, сообщение агентства Синьхуа',
    en: 'Ministry of Foreign Affairs of China, as reported by Xinhua',
    zh: '中国外交部（新华社报道）',
  },
  date: '2025-09-02',
  url: 'http://en.people.cn/n3/2025/0902/c90000-20361235.html',
}

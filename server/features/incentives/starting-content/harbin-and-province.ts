import type { StartingZone } from './content-types.ts'
import { harbinCitySite, russiaBriefing } from './sources.ts'

export const harbin: StartingZone = {
  slug: 'harbin',
  name: { ru: 'Харбин', en: 'Harbin', zh: '哈尔滨片区' },
  summary: {
    ru: 'Столица провинции: банки, расчёты и логистика для торговли с Россией.',
    en: 'The provincial capital: banks, payments and logistics for trade with Russia.',
    zh: '省会城市，对俄贸易的金融、结算与物流中心。',
  },
  facts: [
    {
      key: 'area',
      topic: 'place',
      figure: { ru: '79,86 км²', en: '79.86 km²', zh: '79.86平方公里' },
      text: {
        ru: 'Площадь самого большого из трёх участков.',
        en: 'The size of the largest of the three areas.',
        zh: '片区面积，三个片区中最大。',
      },
      source: harbinCitySite,
    },
    {
      key: 'payment-platform',
      topic: 'trade',
      figure: { ru: 'более 60 валют', en: 'over 60 currencies', zh: '60余种货币' },
      text: {
        ru: 'Принимает платформа Банка Харбина, открытая в 2014 году: первая в Китае для расчётов в российско-китайской электронной торговле, с более чем десятью способами оплаты.',
        en: 'Served by the platform that Harbin Bank opened in 2014, China’s first for payments in Sino-Russian e-commerce, with over ten ways to pay and settle.',
        zh: '哈尔滨银行2014年推出中国首个对俄跨境电商在线支付平台，支付结算方式十余种。',
      },
      source: russiaBriefing,
    },
    {
      key: 'payment-volume',
      topic: 'trade',
      figure: { ru: 'более 44 млн операций', en: 'over 44 million payments', zh: '4400余万笔' },
      text: {
        ru: 'Прошло через эту платформу к концу 2020 года: на 15 млрд юаней (2,33 млрд долл. США), более чем для 6\u00a0000 торговых сайтов.',
        en: 'Made through this platform by the end of 2020: 15 billion yuan (US$2.33 billion) for over 6,000 e-commerce sites.',
        zh: '截至2020年底，该平台累计处理的交易，金额150亿元（23.3亿美元），服务电商网站6000余家。',
      },
      source: russiaBriefing,
    },
  ],
}

export const heilongjiang: StartingZone = {
  slug: 'heilongjiang',
  name: {
    ru: 'Хэйлунцзянская пилотная зона свободной торговли',
    en: 'Heilongjiang Pilot Free Trade Zone',
    zh: '中国（黑龙江）自由贸易试验区',
  },
  summary: {
    ru: 'Самая северная зона свободной торговли Китая. Её составляют три участка: в Харбине, Хэйхэ и Суйфэньхэ.',
    en: 'China’s northernmost free trade zone, made up of three areas: in Harbin, Heihe and Suifenhe.',
    zh: '中国最北的自由贸易试验区，由哈尔滨、黑河、绥芬河三个片区组成。',
  },
  facts: [
    {
      key: 'area',
      topic: 'place',
      figure: { ru: '119,85 км²', en: '119.85 km²', zh: '119.85平方公里' },
      text: {
        ru: 'Площадь трёх участков вместе. О создании зоны объявили 26 августа 2019 года.',
        en: 'The three areas together. The zone was announced on 26 August 2019.',
        zh: '三个片区总面积。自贸试验区于2019年8月26日宣布设立。',
      },
      source: harbinCitySite,
    },
    {
      key: 'opened',
      topic: 'place',
      figure: { ru: '2019', en: '2019', zh: '2019年' },
      text: {
        ru: 'Зона открылась 30 августа. Севернее в Китае зон свободной торговли нет.',
        en: 'The zone opened on 30 August. China has no free trade zone further north.',
        zh: '8月30日揭牌运行，是中国最北的自贸试验区。',
      },
      source: russiaBriefing,
    },
  ],
}

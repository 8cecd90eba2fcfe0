import type { StartingZone } from './content-types.ts'
import { chinaNews, harbinCitySite, russiaBriefing } from './sources.ts'

export const suifenhe: StartingZone = {
  slug: 'suifenhe',
  name: { ru: 'Суйфэньхэ', en: 'Suifenhe', zh: '绥芬河片区' },
  summary: {
    ru: 'Пограничный город у железной дороги на Владивосток. Здесь находится Русская улица стартапов.',
    en: 'A border city on the railway to Vladivostok, and the home of Russian Startup Street.',
    zh: '通往符拉迪沃斯托克铁路沿线的口岸城市，俄罗斯创业街所在地。',
  },
  facts: [
    {
      key: 'area',
      topic: 'place',
      figure: { ru: '19,99 км²', en: '19.99 km²', zh: '19.99平方公里' },
      text: {
        ru: 'Площадь участка вместе с бондовой зоной в 1,8 км².',
        en: 'The size of the area, including the bonded zone of 1.8 km².',
        zh: '片区面积，含1.8平方公里的综合保税区。',
      },
      source: harbinCitySite,
    },
    {
      key: 'vladivostok',
      topic: 'place',
      figure: { ru: '190\u00a0км', en: '190\u00a0km', zh: '190公里' },
      text: { ru: 'До Владивостока.', en: 'To Vladivostok.', zh: '距符拉迪沃斯托克（海参崴）。' },
      source: russiaBriefing,
    },
    {
      key: 'hub',
      topic: 'trade',
      text: {
        ru: 'Крупнейший узел российско-китайской торговли в провинции.',
        en: 'The biggest hub of Sino-Russian trade in the province.',
        zh: '全省最大的对俄贸易枢纽。',
      },
      source: russiaBriefing,
    },
    {
      key: 'imports-2020',
      topic: 'trade',
      figure: { ru: 'более 174\u00a0000\u00a0т', en: 'over 174,000 t', zh: '逾17.4万吨' },
      text: {
        ru: 'Ввезено в зону свободной торговли за 2020 год, на сумму 800 млн юаней (125 млн долл. США).',
        en: 'Imported to the free trade zone in 2020, worth 800 million yuan (US$125 million).',
        zh: '2020年进口至自贸试验区的货物，货值8亿元（1.25亿美元）。',
      },
      source: russiaBriefing,
    },
    {
      key: 'market',
      topic: 'trade',
      figure: { ru: '171 млн человек', en: '171 million people', zh: '1.71亿人' },
      text: {
        ru: 'Живёт в провинциях Цзилинь и Ляонин, а также в Шаньдуне: эти рынки доступны отсюда.',
        en: 'Live in Jilin and Liaoning, and in Shandong: markets within reach from here.',
        zh: '由此可通达的吉林、辽宁两省和山东省的人口总数。',
      },
      source: russiaBriefing,
    },
    {
      key: 'fourteen-countries',
      topic: 'trade',
      figure: { ru: '14 стран', en: '14 countries', zh: '14个国家' },
      text: {
        ru: 'К 2020 году зона открылась для компаний ещё из 14 стран, среди них Монголия и Южная Корея.',
        en: 'By 2020 the zone was open to businesses from 14 more countries, Mongolia and South Korea among them.',
        zh: '截至2020年，又有14个国家的企业可进入，其中包括蒙古国和韩国。',
      },
      source: russiaBriefing,
      confirmed: false,
      note: {
        ru: 'По другим источникам, речь идёт о рынке приграничной торговли, а не о зоне в целом. Уточните в офисе программы.',
        en: 'Other sources say that this was the border-trade market, not the zone as a whole. Confirm with the office.',
        zh: '另有资料称，这是指边民互市贸易市场，而非整个自贸试验区。请向项目办公室确认。',
      },
    },
    {
      key: 'street-opened',
      topic: 'street',
      figure: { ru: '2015', en: '2015', zh: '2015年' },
      text: {
        ru: 'Город открыл Улицу стартапов российско-китайского торгово-экономического сотрудничества в «Древесном городе Голинь» (国林木业城), в приграничной зоне экономического сотрудничества, для китайских и российских предпринимателей.',
        en: 'The city opened the Sino-Russian Economic and Trade Cooperation Startup Street inside Guolin Timber City, in the Border Economic Cooperation Zone, for Chinese and Russian founders.',
        zh: '绥芬河市在边境经济合作区国林木业城内开设“中俄经贸合作创业街”，面向中俄两国创业者。',
      },
      source: chinaNews,
    },
    {
      key: 'street-length',
      topic: 'street',
      figure: { ru: '930\u00a0м', en: '930\u00a0m', zh: '930米' },
      text: { ru: 'Длина улицы.', en: 'The length of the street.', zh: '街区长度。' },
      source: chinaNews,
    },
    {
      key: 'street-area',
      topic: 'street',
      figure: { ru: 'более 30\u00a0000\u00a0м²', en: 'over 30,000\u00a0m²', zh: '逾3万平方米' },
      text: {
        ru: 'Общая площадь.',
        en: 'Floor area in all.',
        zh: '街区总面积。',
      },
      source: chinaNews,
    },
    {
      key: 'street-rent-free',
      topic: 'street',
      figure: { ru: '3 года', en: '3 years', zh: '3年' },
      text: {
        ru: 'Город предоставляет помещения без арендной платы; налоги и пошлины невысоки.',
        en: 'The city provides premises free of rent; taxes and duties are low.',
        zh: '市政府提供免租金房屋，税费水平较低。',
      },
      source: russiaBriefing,
      confirmed: false,
      note: {
        ru: 'Второго открытого источника мы не нашли. Уточните в офисе программы.',
        en: 'We found no second public source. Confirm with the office.',
        zh: '尚未找到第二个公开来源，请向项目办公室确认。',
      },
    },
  ],
}

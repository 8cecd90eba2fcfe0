import type { StartingZone } from './content-types.ts'
import { harbinCitySite, russiaBriefing } from './sources.ts'

export const heihe: StartingZone = {
  slug: 'heihe',
  name: { ru: 'Хэйхэ', en: 'Heihe', zh: '黑河片区' },
  summary: {
    ru: 'Город на Амуре напротив Благовещенска, с автомобильным мостом через границу.',
    en: 'A city on the Amur opposite Blagoveshchensk, with a road bridge across the border.',
    zh: '与布拉戈维申斯克隔黑龙江相望，有跨境公路大桥相连。',
  },
  facts: [
    {
      key: 'area',
      topic: 'place',
      figure: { ru: '20 км²', en: '20 km²', zh: '20平方公里' },
      text: { ru: 'Площадь участка.', en: 'The size of the area.', zh: '片区面积。' },
      source: harbinCitySite,
    },
    {
      key: 'history',
      topic: 'trade',
      figure: { ru: 'более 130 лет', en: 'over 130 years', zh: '130多年' },
      text: {
        ru: 'Город торгует с Россией.',
        en: 'Of trade with Russia.',
        zh: '与俄罗斯的贸易历史。',
      },
      source: russiaBriefing,
    },
    {
      key: 'bridge',
      topic: 'transport',
      figure: { ru: '1\u00a0284\u00a0м', en: '1,284\u00a0m', zh: '1284米' },
      text: {
        ru: 'Длина автомобильного моста через Амур, который ведёт в Благовещенск и открыт 10 июня 2022 года. По расчётам, он пропустит 1,4 млн пассажиров и 3 млн тонн грузов в год.',
        en: 'The length of the road bridge over the Amur to Blagoveshchensk, opened on 10 June 2022. It is expected to carry 1.4 million passengers and 3 million tonnes of freight a year.',
        zh: '黑龙江公路大桥长度，通往布拉戈维申斯克，于2022年6月10日通车，预计每年通行旅客140万人次、货物300万吨。',
      },
      source: russiaBriefing,
      note: {
        ru: 'В источнике назван другой город. Мы исправили: мост ведёт в Благовещенск, а в Нижнеленинское\u00a0— железнодорожный мост из Тунцзяна.',
        en: 'The source names another town. We corrected it: this bridge leads to Blagoveshchensk; the one to Nizhneleninskoye is the railway bridge from Tongjiang.',
        zh: '原文所述城市有误，已更正：该桥通往布拉戈维申斯克；通往下列宁斯阔耶的是同江铁路大桥。',
      },
    },
    {
      key: 'cableway',
      topic: 'transport',
      figure: { ru: '972\u00a0м', en: '972\u00a0m', zh: '972米' },
      text: {
        ru: 'Длина канатной дороги в Благовещенск на 2,5 млн человек в год.',
        en: 'The length of the cableway to Blagoveshchensk, for 2.5 million people a year.',
        zh: '通往布拉戈维申斯克的跨江索道长度，设计年运送250万人次。',
      },
      source: russiaBriefing,
      confirmed: false,
      note: {
        ru: 'Строится; открытие не раз переносили. Проверьте перед поездкой.',
        en: 'Under construction; the opening has been put off repeatedly. Check before you travel.',
        zh: '在建，开通时间多次推迟，出行前请核实。',
      },
    },
    {
      key: 'crossing-before',
      topic: 'transport',
      text: {
        ru: 'До моста через Амур переправлялись на паромах и судах на воздушной подушке, а зимой\u00a0— на автобусах по наплавному мосту на льду.',
        en: 'Before the bridge people crossed by ferry and hovercraft in the warm season, and in winter by bus over a floating bridge on the ice.',
        zh: '大桥通车前，暖季靠轮渡和气垫船过江，冬季乘客车经冰上浮桥通行。',
      },
      source: russiaBriefing,
    },
  ],
}

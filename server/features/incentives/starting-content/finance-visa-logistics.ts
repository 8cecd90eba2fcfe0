import { zones } from '#models/premises/parts/premises-vocabulary.ts'
import type { StartingIncentive } from './content-types.ts'
import { checked, commerceDepartment, foreignMinistry, russiaBriefing } from './sources.ts'

export const financeVisaLogistics: readonly StartingIncentive[] = [
  {
    slug: 'cross-border-payments',
    category: 'finance',
    zones: ['harbin'],
    audiences: ['online_seller'],
    conditions: { activity: ['online'] },
    confirmEachCase: true,
    title: {
      ru: 'Расчёты с Россией через платформу Банка Харбина',
      en: 'Payments with Russia through the Harbin Bank platform',
      zh: '哈尔滨银行对俄跨境支付平台',
    },
    summary: {
      ru: 'Онлайн-платформа для трансграничной торговли: больше десяти способов расчёта и свыше 60 валют.',
      en: 'An online platform for cross-border trade: more than ten ways to settle and over 60 currencies.',
      zh: '面向跨境电商的在线支付平台，提供十余种支付结算方式，支持60余种货币。',
    },
    body: {
      ru: 'Банк Харбина открыл её в 2014 году. Это была первая в Китае онлайн-платформа для расчётов в российско-китайской трансграничной электронной торговле.\n\nК концу 2020 года через неё прошло больше 44 миллионов операций на 15 млрд юаней (2,33 млрд долл. США), её подключили более 6\u00a0000 торговых сайтов.',
      en: 'Harbin Bank opened it in 2014 as China’s first online platform for payments in Sino-Russian cross-border e-commerce.\n\nBy the end of 2020 it had carried more than 44 million transactions worth 15 billion yuan (US$2.33 billion) for over 6,000 shopping sites.',
      zh: '该平台由哈尔滨银行于2014年推出，是中国首个对俄跨境电子商务在线支付平台。\n\n截至2020年底，累计处理交易4400余万笔，金额150亿元（23.3亿美元），接入电商网站6000余家。',
    },
    eligibility: {
      ru: 'Продавцы трансграничной электронной торговли. Какие валюты и банки доступны сегодня, уточните в Банке Харбина: данные относятся к 2020 году.',
      en: 'Sellers in cross-border e-commerce. Ask Harbin Bank which currencies and banks are served today: the figures are of 2020.',
      zh: '跨境电商经营者。目前支持的货币和银行请向哈尔滨银行咨询，上述数据截至2020年。',
    },
    source: russiaBriefing,
    checkedAt: checked,
    confirmed: true,
  },
  {
    slug: 'visa-free-entry',
    category: 'visa',
    zones,
    national: true,
    audiences: ['traveller'],
    conditions: { citizenship: ['russia'] },
    title: {
      ru: 'Въезд без визы на 30 дней',
      en: 'Entry without a visa for 30 days',
      zh: '30天免签入境',
    },
    summary: {
      ru: 'Граждане России могли приезжать без визы на срок до 30 дней, в том числе по делам, но не работать.',
      en: 'Russian citizens could come for up to 30 days without a visa, on business as well, but not to work.',
      zh: '俄罗斯公民可免签入境停留不超过30天，可用于商务，但不得工作。',
    },
    body: {
      ru: 'Пробный порядок действовал с 15 сентября 2025 года по 14 сентября 2026 года для владельцев обычных загранпаспортов. Он позволял приехать на переговоры, осмотреть помещение и подписать договор.\n\nРаботать в Китае и жить там дольше 30 дней без визы нельзя было и тогда: для этого нужны рабочая виза и вид на жительство.',
      en: 'The trial arrangement ran from 15 September 2025 to 14 September 2026 for holders of ordinary passports. It covered a visit to negotiate, to view a unit or to sign a contract.\n\nEven then it did not allow work in China or a stay beyond 30 days: those need a work visa and a residence permit.',
      zh: '该试行政策自2025年9月15日起至2026年9月14日止，适用于持普通护照的俄罗斯公民，可用于洽谈、看房和签约。\n\n该政策不允许在华工作，也不允许停留超过30天；如需工作或长期居留，须办理工作签证和居留许可。',
    },
    eligibility: {
      ru: 'Граждане России с обычным загранпаспортом.',
      en: 'Russian citizens with an ordinary passport.',
      zh: '持普通护照的俄罗斯公民。',
    },
    note: {
      ru: 'Срок прошёл. Если порядок не продлён, нужна виза: проверьте в консульстве Китая до поездки.',
      en: 'The period is over. Unless it has been extended, a visa is needed: check with a Chinese consulate before you travel.',
      zh: '政策期限已过。如未延长，则须办理签证，请在出行前向中国使领馆核实。',
    },
    source: foreignMinistry,
    checkedAt: checked,
    validFrom: '2025-09-15',
    expiresOn: '2026-09-14',
    confirmed: true,
  },
  {
    slug: 'e-commerce-pilot-zones',
    category: 'logistics',
    zones,
    audiences: ['online_seller'],
    conditions: { activity: ['online'] },
    confirmEachCase: true,
    title: {
      ru: 'Пилотные зоны трансграничной электронной торговли',
      en: 'Pilot zones for cross-border e-commerce',
      zh: '跨境电子商务综合试验区',
    },
    summary: {
      ru: 'В Харбине, Суйфэньхэ и Хэйхэ созданы пилотные зоны трансграничной электронной торговли.',
      en: 'Harbin, Suifenhe and Heihe each have a pilot zone for cross-border e-commerce.',
      zh: '哈尔滨、绥芬河、黑河均设有跨境电子商务综合试验区。',
    },
    body: {
      ru: 'В таких зонах Китай опробует упрощённое оформление посылок и онлайн-заказов, которые пересекают границу. Провинция создала три зоны: в Харбине, Суйфэньхэ и Хэйхэ.\n\nЕсли вы отправляете покупателям посылки, а не партии, спросите консультанта, какие упрощения действуют для вашего товара.',
      en: 'In such zones China tries out simpler clearance of parcels and online orders that cross the border. The province has three: in Harbin, Suifenhe and Heihe.\n\nIf you send parcels to buyers rather than consignments, ask the adviser which simplifications apply to your goods.',
      zh: '综合试验区用于试行跨境包裹和网络订单的便利化通关措施，全省共设三个，分别位于哈尔滨、绥芬河和黑河。\n\n如您以包裹而非批量货物的方式向买家发货，请向顾问咨询适用于您商品的便利措施。',
    },
    eligibility: {
      ru: 'Компании, которые продают товары за границу через интернет и зарегистрированы в одной из этих зон.',
      en: 'Companies that sell across the border online and are registered in one of these zones.',
      zh: '在上述区域注册、通过互联网开展跨境销售的企业。',
    },
    source: commerceDepartment,
    checkedAt: checked,
    confirmed: true,
  },
]

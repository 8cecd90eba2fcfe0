import { zones } from '#models/premises/parts/premises-vocabulary.ts'
import type { StartingIncentive } from './content-types.ts'
import { checked, harbinCustoms, russiaBriefing } from './sources.ts'

export const customs: readonly StartingIncentive[] = [
  {
    slug: 'duty-free-components',
    category: 'customs',
    zones,
    audiences: ['manufacturer'],
    conditions: { activity: ['production'] },
    confirmEachCase: true,
    title: {
      ru: 'Беспошлинный ввоз комплектующих для сборки',
      en: 'Components for assembly free of duty',
      zh: '组装零部件免关税入区',
    },
    summary: {
      ru: 'Детали из России и других стран ввозят в зону без пошлины, соединяют с китайскими и продают готовое изделие.',
      en: 'Parts from Russia and elsewhere enter the zone free of duty, are joined with Chinese parts and sold as a product.',
      zh: '俄罗斯及其他国家的零部件免关税进入区内，与中国零部件组装成产品后销售。',
    },
    body: {
      ru: 'Комплектующие поступают в зону без пошлины, на месте их соединяют с китайскими. Готовое изделие продают в Китае, в России или в других странах Северо-Восточной Азии.\n\nЕсли изделие остаётся в Китае, пошлина уплачивается при вывозе из зоны. При вывозе за границу её нет.',
      en: 'The parts come into the zone without duty and are combined there with Chinese ones. The product is sold in China, in Russia or elsewhere in North-East Asia.\n\nIf the product stays in China, duty is due when it leaves the zone. If it is exported, none is.',
      zh: '零部件免关税进入区内，与中国零部件在区内组装，成品可销往中国、俄罗斯或东北亚其他国家。\n\n成品内销的，出区时缴纳关税；出口的，不征关税。',
    },
    eligibility: {
      ru: 'Производство внутри таможенного бондового участка. Условия допуска и таможенный учёт согласуйте с таможней до закупки оборудования.',
      en: 'Production inside the customs bonded area. Agree the conditions of admission and the customs records with customs before you buy equipment.',
      zh: '须在海关特殊监管区域（综合保税区）内生产。购置设备前，请先与海关确认准入条件和账册要求。',
    },
    note: {
      ru: 'Действует внутри бондового участка, а не в магазине или мастерской на улице.',
      en: 'Applies inside the bonded area, not to a shop or workshop on the street.',
      zh: '仅适用于综合保税区内，不适用于街区的店铺或工坊。',
    },
    source: russiaBriefing,
    checkedAt: checked,
    confirmed: true,
  },
  {
    slug: 'border-residents-allowance',
    category: 'customs',
    zones: ['suifenhe'],
    audiences: ['customer'],
    conditions: { activity: ['shop'] },
    confirmEachCase: true,
    title: {
      ru: 'Покупки жителей приграничья без пошлины',
      en: 'Duty-free purchases of border residents',
      zh: '边民互市贸易免税额度',
    },
    summary: {
      ru: 'Жители приграничья могут покупать импортные товары на сумму до 8\u00a0000 юаней (1\u00a0250 долл. США) в день на человека без пошлины и налога.',
      en: 'Border residents buy imported goods of up to 8,000 yuan (US$1,250) a day each free of import duty and tax.',
      zh: '边民每人每日购买进口商品不超过8000元（1250美元）的，免征进口关税和进口环节税。',
    },
    body: {
      ru: 'Право принадлежит покупателю, жителю приграничной местности, и считается на человека в день. Для продавца российских товаров это значит, что местным жителям они обходятся дешевле.\n\nНе все товары подпадают под льготу: действует список исключений 2010 года.',
      en: 'The allowance belongs to the buyer, a resident of the border area: so much for each person and each day. For a seller of Russian goods it means that they cost local customers less.\n\nNot all goods qualify: an exclusion list of 2010 applies.',
      zh: '该额度属于购买者，即边境地区居民，按人、按日计算。对经营俄罗斯商品的商户而言，意味着本地顾客的购买成本更低。\n\n并非所有商品均可免税，2010年的不予免税商品清单仍须遵守。',
    },
    eligibility: {
      ru: 'Жители приграничной полосы с действующими документами. Арендатор улицы сам этой льготой не пользуется.',
      en: 'Residents of the border strip with valid documents. Tenants of the street cannot use it themselves.',
      zh: '持有效证件的边境地区居民。街区承租人本身不享受该额度。',
    },
    note: {
      ru: 'Льгота ваших покупателей, а не арендатора. Правила 2011 года: действующие уточните на таможне.',
      en: 'A benefit of your customers, not of the tenant. The rules date from 2011: ask customs for those in force.',
      zh: '受益者为您的顾客，而非承租人。规定出自2011年，现行规定请向海关核实。',
    },
    source: harbinCustoms,
    checkedAt: checked,
    confirmed: true,
  },
]

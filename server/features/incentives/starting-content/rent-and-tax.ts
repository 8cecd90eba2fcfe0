import { zones } from '#models/premises/parts/premises-vocabulary.ts'
import type { StartingIncentive } from './content-types.ts'
import { checked, profitTaxAnnouncement, russiaBriefing, vatAnnouncement } from './sources.ts'

export const rentAndTax: readonly StartingIncentive[] = [
  {
    slug: 'rent-free-three-years',
    category: 'rent',
    zones: ['suifenhe'],
    audiences: ['tenant'],
    title: { ru: 'Три года без арендной платы', en: 'Three years without rent', zh: '三年免租金' },
    summary: {
      ru: 'Первые 36 месяцев со дня передачи помещения арендная плата не взимается.',
      en: 'No rent is charged for the first 36 months from the day the unit is handed over.',
      zh: '自房屋交接之日起，前36个月免收租金。',
    },
    body: {
      ru: 'Город Суйфэньхэ предоставляет помещения на Русской улице стартапов без арендной платы. Отсчёт начинается в день передачи: стороны осматривают помещение, снимают показания счётчиков и подписывают акт. Последний бесплатный день\u00a0— за день до того, как исполнится 36 месяцев.\n\nБесплатна только аренда. Отопление, обслуживание здания и залог оплачивает арендатор, если в объявлении о помещении не сказано иное. Сколько это в месяц, написано на странице каждого помещения.',
      en: 'The city of Suifenhe provides premises on Russian Startup Street without rent. The clock starts on the day of handover, when both sides inspect the unit, read the meters and sign the record. The last free day is the day before the 36 months are complete.\n\nOnly the rent is free. The tenant pays for heating, the management fee and the deposit unless the listing says otherwise. The page of each unit shows what that comes to a month.',
      zh: '绥芬河市为俄罗斯创业街的入驻者提供免租金房屋。免租期自交接之日起算：双方共同查验房屋、抄录水电表读数并签署交接记录；免租期的最后一天为满36个月的前一日。\n\n免除的仅为租金。除房源信息另有说明外，供暖费、物业费和押金由承租人承担，每处房源页面均列明每月约需支付的金额。',
    },
    eligibility: {
      ru: 'Кто может подать заявку, определяет офис программы: это указано в материале о программе и в форме заявки. Официальные требования к заявителям не опубликованы: уточните их до подачи заявки.',
      en: 'The programme office sets who may apply: the guide to the programme and the application form say who. No official rules of eligibility have been published: ask before you apply.',
      zh: '申请人范围由项目办公室确定，以项目资料和申请表为准。目前未见公开发布的正式资格规定，请在申请前向办公室核实。',
    },
    note: {
      ru: 'Уточните в офисе программы: второго открытого источника, который подтверждал бы три года без аренды, мы не нашли.',
      en: 'Confirm with the office: we found no second public source for the three rent-free years.',
      zh: '请向项目办公室确认：关于“三年免租金”，我们尚未找到第二个公开来源。',
    },
    source: russiaBriefing,
    checkedAt: checked,
    confirmed: false,
  },
  {
    slug: 'small-profit-enterprise-tax',
    category: 'tax',
    zones,
    national: true,
    audiences: ['chinese_company'],
    conditions: { company: ['chinese'] },
    confirmEachCase: true,
    title: {
      ru: 'Налог на прибыль 5\u00a0% для малых предприятий',
      en: 'Profit tax of 5% for small enterprises',
      zh: '小型微利企业所得税实际税负5%',
    },
    summary: {
      ru: 'Малые предприятия с небольшой прибылью платят налог на прибыль по эффективной ставке 5\u00a0%.',
      en: 'Small low-profit enterprises pay corporate income tax at an effective 5%.',
      zh: '符合条件的小型微利企业，企业所得税实际税负为5%。',
    },
    body: {
      ru: 'Эта льгота действует во всём Китае и не связана с зоной свободной торговли. В налоговую базу включается четверть прибыли, с неё берётся 20\u00a0%, что и даёт 5\u00a0%.\n\nЛьготой пользуется компания, учреждённая в Китае, в том числе с иностранным капиталом. Подавать отдельное заявление не нужно: условия проверяет налоговый орган по декларации.',
      en: 'This benefit applies throughout China and has nothing to do with the free trade zone. One quarter of the profit counts as taxable income and is taxed at 20%, which makes 5%.\n\nIt is open to companies founded in China, foreign-owned ones included. There is no separate application: the tax office checks the conditions from the tax return.',
      zh: '本政策适用于全国，与自贸试验区无关。小型微利企业减按25%计入应纳税所得额，再按20%的税率缴纳企业所得税，即实际税负5%。\n\n在中国境内设立的企业（包括外商投资企业）均可享受，无须单独申请，由企业在申报时自行判别，税务机关核查。',
    },
    eligibility: {
      ru: 'Китайская компания, которая отвечает признакам малого предприятия с небольшой прибылью: по прибыли, числу работников и активам. Действующие пределы уточните в налоговой инспекции или у бухгалтера.',
      en: 'A Chinese company that counts as a small low-profit enterprise by its profit, headcount and assets. Ask the tax office or an accountant for the limits in force.',
      zh: '符合小型微利企业条件（应纳税所得额、从业人数、资产总额）的中国企业。具体标准以税务机关现行规定为准。',
    },
    source: profitTaxAnnouncement,
    checkedAt: checked,
    expiresOn: '2027-12-31',
    confirmed: true,
  },
  {
    slug: 'small-taxpayer-vat',
    category: 'tax',
    zones,
    national: true,
    audiences: ['chinese_company'],
    conditions: { company: ['chinese'], sales: ['small'] },
    title: {
      ru: 'Освобождение от НДС при выручке до 100\u00a0000 юаней в месяц',
      en: 'No VAT on sales up to 100,000 yuan a month',
      zh: '月销售额10万元以下免征增值税',
    },
    summary: {
      ru: 'Мелкие налогоплательщики не платят НДС, пока выручка не превышает 100\u00a0000 юаней в месяц.',
      en: 'Small-scale taxpayers owe no VAT while sales stay within 100,000 yuan a month.',
      zh: '增值税小规模纳税人月销售额不超过10万元的，免征增值税。',
    },
    body: {
      ru: 'Эта льгота действует во всём Китае и не связана с зоной свободной торговли. Она касается тех, кто состоит на учёте как мелкий налогоплательщик НДС. Небольшому магазину или мастерской её обычно хватает на первое время.\n\nПри выручке выше предела налог считается со всей суммы, а не только с превышения.',
      en: 'This benefit applies throughout China and has nothing to do with the free trade zone. It is for those registered as small-scale VAT taxpayers, and usually carries a small shop or workshop through its first period.\n\nOnce sales exceed the limit, tax is due on the whole amount, not only on what lies above it.',
      zh: '本政策适用于全国，与自贸试验区无关，适用对象为按小规模纳税人登记的经营者，对起步阶段的小店和工坊尤为实用。\n\n销售额超过限额的，应就全部销售额纳税，而非仅就超出部分纳税。',
    },
    eligibility: {
      ru: 'Компания или индивидуальный предприниматель, зарегистрированные в Китае как мелкие налогоплательщики НДС.',
      en: 'A company or sole trader registered in China as a small-scale VAT taxpayer.',
      zh: '在中国登记为增值税小规模纳税人的企业或个体工商户。',
    },
    source: vatAnnouncement,
    checkedAt: checked,
    expiresOn: '2027-12-31',
    confirmed: true,
  },
]

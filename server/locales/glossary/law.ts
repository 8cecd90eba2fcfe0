import type { Entry } from './entry.ts'

/** Zones, customs, taxes, companies and visas. */
export const law = {
  'free-trade-zone': {
    ru: ['зона свободной торговли', 'пилотная зона свободной торговли Хэйлунцзян, открыта 30 августа 2019 года'],
    en: ['free trade zone', 'the Heilongjiang Pilot Free Trade Zone, opened on 30 August 2019'],
    zh: ['自贸试验区', '中国（黑龙江）自由贸易试验区，2019年8月30日挂牌'],
    not: { ru: ['свободная экономическая зона'], en: ['special economic zone', 'free-trade area'], zh: ['自贸园区'] },
  },
  'bonded-zone': {
    ru: ['бондовая зона', 'участок, куда ввозят товары без пошлины; 1,8 км² в Суйфэньхэ'],
    en: ['bonded zone', 'an area into which goods come free of duty; 1.8 km² in Suifenhe'],
    zh: ['综合保税区', '货物进入时免征关税的区域，绥芬河为1.8平方公里'],
    not: { ru: ['таможенный склад'], zh: ['保税仓库区'] },
  },
  'border-trade-zone': {
    ru: ['зона приграничной торговли', 'где жители приграничья покупают товары без пошлины'],
    en: ['border-trade zone', 'where border residents buy goods free of duty'],
    zh: ['互市贸易区', '边民免税交易的区域'],
  },
  'border-resident': {
    ru: ['житель приграничья', 'может в день ввезти товаров на 8\u00a0000 юаней без пошлины'],
    en: ['border resident', 'may bring in goods of 8,000 yuan a day free of duty'],
    zh: ['边民', '每日可免税购买8000元以内商品的边境居民'],
  },
  incentive: {
    ru: ['льгота', 'одно преимущество: кому, где, по какому источнику и до какого дня'],
    en: ['incentive', 'one benefit with eligibility, zones, source, date checked and expiry'],
    zh: ['优惠政策', '一项优惠及其适用对象、来源和有效期'],
    not: { ru: ['преференц*'], en: ['perk*'], zh: ['扶持政策', '惠企政策'] },
  },
  eligibility: {
    ru: ['подбор льгот', 'пять вопросов, по которым видно, что подходит; ответы не хранятся'],
    en: ['eligibility check', 'five questions that show which incentives apply; nothing is stored'],
    zh: ['优惠自查', '五个问题判断适用的政策，不保存答案'],
  },
  source: {
    ru: ['источник', 'откуда известно то, что сайт утверждает'],
    en: ['source', 'where what the site states is known from'],
    zh: ['来源', '网站所述内容的出处'],
  },
  'last-known': {
    ru: ['известно на', 'сведения старого года; уточните'],
    en: ['last known', 'a fact of an older year; confirm it'],
    zh: ['最近掌握于', '信息年份较早，请核实'],
  },
  'import-duty': {
    ru: ['ввозная пошлина', 'платёж при ввозе товара, в процентах от цены'],
    en: ['import duty', 'what is paid when goods are brought in, in per cent of their price'],
    zh: ['进口关税', '货物进口时按价格比例征收'],
  },
  'selective-duty': {
    ru: ['пошлина по выбору', 'при продаже из зоны в Китай: с компонентов или с готового изделия'],
    en: ['selective duty', 'on sales from the zone into China: on the components or on the finished product'],
    zh: ['选择性征收关税', '片区货物内销时按料件或按成品征收'],
    not: { zh: ['由片区内销'] },
  },
  vat: {
    ru: ['НДС', 'налог на добавленную стоимость'],
    en: ['VAT', 'value added tax'],
    zh: ['增值税', '对增值部分征收的税'],
  },
  'corporate-income-tax': {
    ru: ['налог на прибыль компаний', 'в Китае 25\u00a0%, у малых предприятий меньше'],
    en: ['corporate income tax', '25% in China, less for small firms'],
    zh: ['企业所得税', '一般为25%，小型企业较低'],
  },
  'small-low-profit-enterprise': {
    ru: ['малое предприятие с низкой прибылью', 'платит налог на прибыль по ставке около 5\u00a0%'],
    en: ['small low-profit enterprise', 'pays corporate income tax at about 5%'],
    zh: ['小型微利企业', '企业所得税实际税负约5%'],
  },
  'small-scale-taxpayer': {
    ru: ['мелкий налогоплательщик', 'без НДС при продажах до 100\u00a0000 юаней в месяц'],
    en: ['small-scale taxpayer', 'no VAT up to 100,000 yuan of sales a month'],
    zh: ['小规模纳税人', '月销售额10万元以下免征增值税'],
  },
  'state-tax-administration': {
    ru: ['Главное государственное налоговое управление', 'налоговая служба Китая'],
    en: ['State Taxation Administration', 'the tax authority of China'],
    zh: ['国家税务总局', '中国税务主管机关'],
    not: {
      ru: ['Государственная налоговая администрация', 'Государственной налоговой администрации'],
      en: ['State Tax Bureau'],
    },
  },
  'cross-border-payment': {
    ru: ['трансграничный платёж', 'оплата между странами через банк'],
    en: ['cross-border payment', 'a payment between countries through a bank'],
    zh: ['跨境支付', '跨国银行结算'],
  },
  'visa-free-entry': {
    ru: ['безвизовый въезд', 'до 30 дней, дела разрешены, работа нет'],
    en: ['visa-free entry', 'up to 30 days, business included, work not'],
    zh: ['免签入境', '停留不超过30天，可商务，不可工作'],
  },
  'work-permit': {
    ru: ['разрешение на работу', 'нужно иностранцу, который работает в Китае'],
    en: ['work permit', 'needed by a foreigner who works in China'],
    zh: ['工作许可', '外国人在华工作所需'],
  },
  'business-licence': {
    ru: ['лицензия на ведение деятельности', 'документ, с которым компания в Китае существует'],
    en: ['business licence', 'the document by which a company in China exists'],
    zh: ['营业执照', '企业或个体工商户的登记证件'],
    not: {
      ru: [
        'бизнес-лицензи*',
        'лицензи* на ведение бизнеса',
        'лицензи* на деятельность',
        'свидетельств* о регистрации бизнеса',
      ],
      en: ['trade licence', 'trading licence'],
      zh: ['经营执照'],
    },
  },
  permit: {
    ru: ['разрешение', 'на питание, алкоголь, санитарию; нужно не всем'],
    en: ['permit', 'for food, alcohol or hygiene; not everybody needs one'],
    zh: ['经营许可', '食品、酒类、卫生等行业许可'],
  },
  'social-credit-code': {
    ru: ['единый код социального кредита', '18 знаков, по которым находят китайскую компанию'],
    en: ['unified social credit code', 'the 18 characters by which a Chinese company is found'],
    zh: ['统一社会信用代码', '18位企业识别代码'],
  },
  'sole-trader': {
    ru: ['индивидуальный предприниматель', 'человек, который ведёт дело без компании'],
    en: ['sole trader', 'a person who trades without a company'],
    zh: ['个体工商户', '不设公司、以个人名义经营的主体'],
  },
  inn: {
    ru: ['ИНН', 'налоговый номер российской компании или человека'],
    en: ['INN', 'the tax number of a Russian company or person'],
    zh: ['INN（俄罗斯税号）', '俄罗斯公司或个人的纳税人识别号'],
  },
  ogrn: {
    ru: ['ОГРН', 'номер российской компании в государственном реестре'],
    en: ['OGRN', 'the number of a Russian company in the state register'],
    zh: ['OGRN（俄罗斯登记号）', '俄罗斯公司的国家登记号'],
  },
  'register-extract': {
    ru: ['выписка из реестра', 'справка о компании из государственного реестра'],
    en: ['register extract', 'what the state register says of a company'],
    zh: ['公司登记信息摘录', '登记机关出具的公司信息'],
  },
  charter: {
    ru: ['устав', 'учредительный документ компании'],
    en: ['charter', 'the founding document of a company'],
    zh: ['公司章程', '公司的设立文件'],
  },
  'ownership-statement': {
    ru: ['сведения о владельцах', 'кому и в каких долях принадлежит компания'],
    en: ['ownership statement', 'who owns a company, and what share'],
    zh: ['股权结构说明', '公司股东及持股比例'],
  },
  'power-of-attorney': {
    ru: ['доверенность', 'документ, по которому один действует за другого'],
    en: ['power of attorney', 'a document by which one person acts for another'],
    zh: ['授权委托书', '委托他人代办的文书'],
  },
  apostille: {
    ru: ['апостиль', 'штамп, с которым документ признают за границей'],
    en: ['apostille', 'a stamp with which a document is accepted abroad'],
    zh: ['附加证明书', '使文书在境外获得承认的证明'],
  },
  'notarised-translation': {
    ru: ['нотариальный перевод', 'перевод, подлинность которого заверил нотариус'],
    en: ['notarised translation', 'a translation that a notary has certified'],
    zh: ['公证译文', '经公证的翻译文本'],
  },
  'registered-address': {
    ru: ['юридический адрес', 'адрес, на который регистрируют компанию'],
    en: ['registered address', 'the address at which a company is registered'],
    zh: ['注册地址', '公司登记所用地址'],
    not: { en: ['legal address'], zh: ['法定地址'] },
  },
  'proof-of-address': {
    ru: ['справка об адресе', 'с ней регистрируют компанию по адресу помещения до договора'],
    en: ['proof of address', 'with it a company is registered at the unit before the contract'],
    zh: ['住所使用证明', '签约前用于公司登记的证明文件'],
    not: { zh: ['地址证明', '场地证明'] },
  },
  'title-certificate': {
    ru: ['свидетельство о собственности', 'номер документа на помещение, если он есть'],
    en: ['title certificate', 'the number of the deed of a unit, if there is one'],
    zh: ['产权证', '房源的不动产权证，如有'],
  },
  'fire-acceptance': {
    ru: ['пожарная приёмка', 'пожарная служба приняла помещение'],
    en: ['fire acceptance', 'the fire service has accepted the unit'],
    zh: ['消防验收', '消防部门已验收'],
    not: { ru: ['принято пожарной службой'] },
  },
  'personal-data': {
    ru: ['личные данные', 'всё, что относится к известному человеку'],
    en: ['personal data', 'whatever is about a known person'],
    zh: ['个人信息', '与可识别个人有关的信息'],
    not: { zh: ['个人数据', '个人资料'] },
  },
  'cross-border-transfer': {
    ru: ['передача данных за границу', 'личные данные обрабатывают в Китае; нужно согласие'],
    en: ['cross-border transfer', 'personal data are processed in China; consent is needed'],
    zh: ['个人信息出境', '个人信息在中国处理，须取得同意'],
  },
  'landed-cost': {
    ru: ['себестоимость на рынке', 'сколько изделие стоит, пока не попало на рынок, с пошлинами и НДС'],
    en: ['landed cost', 'all that a product costs until it is in the market, duties and VAT included'],
    zh: ['到岸成本', '产品进入市场前的全部成本，含关税和增值税'],
  },
  component: {
    ru: ['компонент', 'часть изделия со страной происхождения и ценой'],
    en: ['component', 'a part of a product, with origin and cost'],
    zh: ['零部件', '产品的组成部分，有原产地和价格'],
  },
  'place-of-assembly': {
    ru: ['место сборки', 'Россия, Китай вне зоны или зона'],
    en: ['place of assembly', 'Russia, China outside the zone, or the zone'],
    zh: ['组装地点', '俄罗斯、中国（片区外）或片区内'],
  },
  'break-even': {
    ru: ['точка перелома', 'величина, при которой дешевле становится другое место'],
    en: ['break-even value', 'the value at which another place becomes the cheapest'],
    zh: ['平衡点', '另一地点变得更便宜时的数值'],
    not: { zh: ['盈亏平衡点'] },
  },
} satisfies Record<string, Entry>

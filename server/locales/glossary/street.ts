import type { Entry } from './entry.ts'

/** The street and what is let there. */
export const street = {
  street: {
    ru: ['улица стартапов', 'улица в Суйфэньхэ, где город сдаёт помещения без арендной платы'],
    en: ['Startup Street', 'the street in Suifenhe where the city lets units free of rent'],
    zh: ['创业街', '绥芬河市提供免租房源的街区'],
  },
  zone: {
    ru: ['зона', 'участок зоны свободной торговли: Суйфэньхэ, Хэйхэ или Харбин'],
    en: ['zone', 'an area of the free trade zone: Suifenhe, Heihe or Harbin'],
    zh: ['片区', '自贸试验区的组成部分：绥芬河、黑河或哈尔滨片区'],
    not: { zh: ['园区'] },
  },
  building: {
    ru: ['здание', 'дом на улице: адрес, зона, этажи и место на плане'],
    en: ['building', 'a block on the street, with address, zone, floors and a place on the plan'],
    zh: ['楼栋', '街上的一栋楼，有地址、片区、楼层和平面图位置'],
    not: { ru: ['корпус*'], zh: ['楼房', '楼宇'] },
  },
  premises: {
    ru: ['помещение', 'то, что сдаётся целиком; у него постоянный код, например SFH-A-0107'],
    en: ['unit', 'what is let as one; has a permanent code such as SFH-A-0107. Several together are premises'],
    zh: ['房源', '单独出租的房屋，有固定编号，如 SFH-A-0107'],
    not: {
      ru: ['объект недвижимости', 'торговая точка'],
      en: [
        'a premises',
        'this premises',
        'each premises',
        'another premises',
        'one premises',
        'the premises is',
        'the premises was',
        'the premises has',
        'the premises will',
        'the premises becomes',
        'the premises goes',
        'the premises remains',
        'these premises',
      ],
      zh: ['铺位', '空置房屋', '所选房屋', '提供房屋', '该房屋腾出', '处房屋'],
    },
  },
  'let-premises': {
    ru: ['занимаемое помещение', 'помещение, которое передают, занимают и возвращают по договору'],
    en: ['let unit', 'a unit that is handed over, used and given back under a contract'],
    zh: ['房屋', '签约后交接、使用和收回的房源'],
  },
  code: {
    ru: ['код помещения', 'постоянное обозначение помещения: зона, здание, номер'],
    en: ['code', 'the permanent name of a unit: zone, building, number'],
    zh: ['房源编号', '房源的固定编号，由片区、楼栋和序号组成'],
  },
  listing: {
    ru: ['объявление', 'то, что сайт показывает о помещении: тексты, фотографии, условия'],
    en: ['listing', 'the published face of a unit: texts, photos, terms'],
    zh: ['房源信息', '网站上发布的房源文字、照片和条件'],
    not: { en: ['advert*', 'classified*'] },
  },
  status: {
    ru: ['статус', 'свободно, забронировано, занято, приостановлено, в архиве или черновик'],
    en: ['status', 'available, held, let, paused, archived or draft'],
    zh: ['房源状态', '可申请、已预留、已出租、已暂停、已归档或草稿'],
  },
  available: {
    ru: ['свободно', 'на помещение можно подать заявку'],
    en: ['available', 'the unit can be applied for'],
    zh: ['可申请', '房源可以申请'],
  },
  held: {
    ru: ['забронировано', 'помещение оставлено за одной заявкой до срока'],
    en: ['held', 'set aside for one application until a day'],
    zh: ['已预留', '房源在期限内为一份申请留出'],
    not: {
      ru: ['придержан*', 'закреплен* за заяв*', 'закреплено за', 'держат за'],
      en: ['kept for you', 'kept for the applic*', 'kept for this application', 'unit is kept'],
      zh: ['已保留或', '为您保留', '为申请人保留', '保留房源'],
    },
  },
  let: {
    ru: ['занято', 'у помещения есть арендатор'],
    en: ['let', 'the unit has a tenant'],
    zh: ['已出租', '房源已有承租人'],
    not: { en: ['rented out', 'leased out'] },
  },
  paused: {
    ru: ['приостановлено', 'помещение показано, но заявки на него не принимают'],
    en: ['paused', 'the unit is shown but cannot be applied for'],
    zh: ['已暂停', '房源展示但暂不受理申请'],
  },
  archived: {
    ru: ['в архиве', 'помещение снято с сайта насовсем, история осталась'],
    en: ['archived', 'the unit is off the site for good, its history stays'],
    zh: ['已归档', '房源永久下架，历史记录保留'],
  },
  occupancy: {
    ru: ['занятость', 'кто занимает помещение; в отчётах\u00a0— сколько помещений занято'],
    en: ['occupancy', 'who has a unit; in reports, how many units are taken'],
    zh: ['使用情况', '房源由谁占用；报表中为占用数量'],
    adr: 63,
    not: { zh: ['街道使用情况'] },
  },
  'street-plan': {
    ru: ['план улицы', 'чертёж улицы со всеми зданиями и помещениями'],
    en: ['street plan', 'the drawing of the street with all buildings and units'],
    zh: ['街区平面图', '绘有全部楼栋和房源的街区图'],
    not: { ru: ['схема улицы', 'карта улицы'], zh: ['街道平面图', '街道地图'] },
  },
  schematic: {
    ru: ['схема помещения', 'рисунок помещения по данным объявления; не план обмера'],
    en: ['schematic', 'the drawing of a unit from what its listing says; not a survey plan'],
    zh: ['房源示意图', '根据房源信息绘制的图，非测绘图'],
    adr: 138,
  },
  place: {
    ru: ['место на плане', 'где помещение или здание стоит на плане улицы'],
    en: ['place on the plan', 'where a unit or a building stands on the street plan'],
    zh: ['平面图位置', '房源或楼栋在街区平面图上的位置'],
    adr: 50,
  },
  frontage: {
    ru: ['ширина фасада', 'длина стены помещения, выходящей на улицу'],
    en: ['street frontage', 'the length of the wall of a unit that faces the street'],
    zh: ['临街面宽', '房源临街一面的宽度'],
    not: { ru: ['фронт', 'фронт по улице'], zh: ['临街门面宽'] },
  },
  'gross-area': {
    ru: ['общая площадь', 'площадь помещения с долей общих частей здания'],
    en: ['gross area', 'the area of a unit with its share of common parts'],
    zh: ['建筑面积', '含公摊部分的面积'],
  },
  'usable-area': {
    ru: ['полезная площадь', 'площадь, которой пользуется арендатор; по ней считают расходы'],
    en: ['usable area', 'the area a tenant uses; costs are worked out from it'],
    zh: ['使用面积', '承租人实际使用的面积，费用按此计算'],
  },
  'ceiling-height': {
    ru: ['высота потолка', 'от пола до потолка, в метрах'],
    en: ['ceiling height', 'from floor to ceiling, in metres'],
    zh: ['层高', '地面至顶棚的高度，以米计'],
  },
  'shop-window': {
    ru: ['витрина', 'окно помещения, выходящее на улицу или проход'],
    en: ['shop window', 'a window of a unit on to the street or a passage'],
    zh: ['橱窗', '面向街道或通道的展示窗'],
  },
  'fit-state': {
    ru: ['состояние отделки', 'без отделки, простая отделка, с отделкой или с мебелью'],
    en: ['state of fit-out', 'shell, basic, fitted or furnished'],
    zh: ['装修状况', '毛坯、简装、精装或带家具'],
  },
  use: {
    ru: ['назначение', 'чем в помещении можно заниматься: торговля, общепит, услуги и другое'],
    en: ['use', 'what may be done in a unit: retail, catering, services and others'],
    zh: ['用途', '房源允许从事的经营类别'],
  },
  catering: {
    ru: ['общепит', 'кафе, столовая, ресторан'],
    en: ['catering', 'a café, canteen or restaurant'],
    zh: ['餐饮', '咖啡馆、食堂、餐厅'],
  },
  workshop: {
    ru: ['мастерская', 'помещение, где изготавливают или собирают вещи'],
    en: ['workshop', 'a unit in which things are made or assembled'],
    zh: ['加工坊', '用于制作或组装的房源'],
    not: { zh: ['作坊'] },
  },
  warehouse: {
    ru: ['склад', 'помещение для хранения товара'],
    en: ['warehouse', 'a unit for storing goods'],
    zh: ['仓储', '用于存放货物的房源'],
  },
  extraction: {
    ru: ['вытяжка', 'отвод пара и запахов, нужен кухням'],
    en: ['extraction', 'ducts that carry off steam and smells, needed by kitchens'],
    zh: ['排烟', '排除油烟和气味的设施，餐饮必备'],
  },
  'three-phase-power': {
    ru: ['три фазы', 'электричество для плит, станков и печей'],
    en: ['three-phase power', 'electricity for stoves, machines and ovens'],
    zh: ['三相电', '供炉灶、机器和烤箱使用的电力'],
  },
  'step-free': {
    ru: ['без ступеней', 'вход, доступный на коляске'],
    en: ['step-free', 'an entrance that a wheelchair can take'],
    zh: ['无障碍入口', '轮椅可通行的入口'],
  },
  defect: {
    ru: ['недостаток', 'что в помещении известно как неисправное'],
    en: ['known defect', 'what is known to be wrong with a unit'],
    zh: ['已知缺陷', '房源已知存在的问题'],
  },
  'managing-body': {
    ru: ['управляющая организация', 'кто обслуживает здание'],
    en: ['managing body', 'who looks after the building'],
    zh: ['管理单位', '负责楼栋管理的单位'],
  },
  'application-window': {
    ru: ['приём заявок', 'дни, в которые на помещение принимают заявки'],
    en: ['application window', 'the days on which a unit can be applied for'],
    zh: ['申请期限', '房源受理申请的起止日期'],
  },
  comparison: {
    ru: ['сравнение', 'до четырёх помещений рядом'],
    en: ['comparison', 'up to four units side by side'],
    zh: ['房源对比', '最多四处房源并列比较'],
  },
  favourite: {
    ru: ['избранное', 'помещения, к которым хочется вернуться'],
    en: ['favourite', 'a unit that somebody keeps to come back to'],
    zh: ['收藏', '留待再看的房源'],
    not: { en: ['bookmark*', 'wish list'], zh: ['心愿单'] },
  },
  'saved-search': {
    ru: ['сохранённый поиск', 'условия поиска, которые сайт помнит'],
    en: ['saved search', 'the conditions of a search that the site remembers'],
    zh: ['已保存搜索', '网站记住的搜索条件'],
    not: { zh: ['已存搜索'] },
  },
  alert: {
    ru: ['письма о новых помещениях', 'сайт пишет, когда появляется подходящее сохранённому поиску'],
    en: ['alert', 'e-mail about units that have come to match a saved search'],
    zh: ['新房源通知', '有符合条件的新房源时发送的邮件'],
  },
  viewing: {
    ru: ['просмотр', 'визит в помещение, на который записываются'],
    en: ['viewing', 'a visit to a unit that can be booked'],
    zh: ['看房', '可预约的实地查看'],
    adr: 20,
    not: { ru: ['смотрин*', 'экскурси*'], en: ['open house', 'appointment*'], zh: ['带看', '参观房'] },
  },
  slot: {
    ru: ['время просмотра', 'час, в который помещение показывают одной группе'],
    en: ['slot', 'a time at which a unit is shown to one group'],
    zh: ['看房时段', '向一组访客展示房源的时间'],
  },
  visit: {
    ru: ['запись на просмотр', 'место посетителя в одном времени просмотра'],
    en: ['booking', 'one visitor’s place in a slot'],
    zh: ['看房预约', '访客对某一时段的预约'],
  },
  'viewing-guide': {
    ru: ['сотрудник, который показывает', 'кто встречает посетителя и показывает помещение'],
    en: ['guide', 'the colleague who meets the visitor and shows the unit'],
    zh: ['陪同人员', '接待访客并陪同看房的工作人员'],
  },
} satisfies Record<string, Entry>

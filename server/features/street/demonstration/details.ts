import { isAtStreet, isInYard, isSmall, isUpstairs, type Phrase } from './text.ts'

/** Sentences for descriptions. Each is used only where it is true. */
export const details: readonly Phrase[] = [
  [
    'Потолки высокие: под вывеску и свет места достаточно.',
    'The ceilings are high, with ample room for lighting and a sign.',
    '层高充裕，灯具与招牌布置余地大。',
    ({ facts }) => facts.ceilingHeightM >= 3.8,
  ],
  [
    'Потолок обычной высоты, зимой тепло держится хорошо.',
    'The ceiling is of ordinary height and the room keeps warm in winter.',
    '层高适中，冬季保温好。',
    ({ facts }) => facts.ceilingHeightM < 3.2,
  ],
  [
    'Ввод трёхфазный, щит заменён при последнем ремонте.',
    'The supply is three-phase; the distribution board was replaced at the last refit.',
    '三相电入户，配电箱已在上次维修时更换。',
    ({ facts }) => facts.electricityPhases === 3,
  ],
  [
    'Мощности хватает на освещение, кассу и небольшую технику.',
    'The power is enough for lighting, a till and small appliances.',
    '电力可满足照明、收银和小型设备。',
    ({ facts }) => facts.electricityPhases === 1,
  ],
  [
    'Вытяжной канал выведен на крышу отдельно от соседей.',
    'The extraction duct goes up to the roof, separate from the neighbours’.',
    '排烟道独立通至屋顶。',
    ({ facts }) => facts.extraction,
  ],
  [
    'Газ подведён; договор с газовой службой арендатор заключает сам.',
    'Gas is connected; the tenant signs the contract with the gas company.',
    '燃气已接入，由承租人与燃气公司签约。',
    ({ facts }) => facts.gas,
  ],
  [
    'Вода и канализация внутри, счётчик поверен.',
    'Water and drainage are inside, and the meter has been checked.',
    '室内上下水齐全，水表已检定。',
    ({ facts }) => facts.water && facts.drain,
  ],
  [
    'Воды в помещении нет; санузел общий, на этаже.',
    'There is no water in the unit; the washroom on the floor is shared.',
    '室内无上下水，楼层设公用卫生间。',
    ({ facts }) => !facts.water,
  ],
  [
    'Отопление городское, сезон длится с середины октября до середины апреля.',
    'Heating comes from the city network, from mid-October to mid-April.',
    '市政集中供暖，每年十月中旬至次年四月中旬。',
    ({ facts }) => facts.heating === 'central',
  ],
  [
    'Отопление электрическое: за него платят по счётчику.',
    'Heating is electric and paid by the meter.',
    '电采暖，按表计费。',
    ({ facts }) => facts.heating === 'electric',
  ],
  [
    'Напротив разгружаются автобусы с покупателями из Приморья.',
    'Coaches with shoppers from Primorye set down across the road.',
    '对面是滨海边疆区购物大巴的下客点。',
    unit => isAtStreet(unit) && unit.slot.building.number === 4,
  ],
  [
    'До бывшего Леспромгородка, где торгуют древесиной, пять минут пешком.',
    'The timber traders’ quarter is a five-minute walk away.',
    '步行五分钟即到木材交易区。',
    ({ slot }) => slot.building.number >= 6,
  ],
  [
    'Начало улицы, ближе всего к автовокзалу и стоянке.',
    'At the beginning of the street, closest to the bus station and the car park.',
    '位于街道起点，距客运站和停车场最近。',
    ({ slot }) => slot.building.number === 1,
  ],
  [
    'Середина улицы: сюда доходят почти все, кто приехал за покупками.',
    'In the middle of the street, where nearly everybody who comes to shop passes.',
    '位于街道中段，购物客流大多经过此处。',
    ({ slot }) => slot.building.number === 3 || slot.building.number === 5,
  ],
  [
    'Есть место для машины у входа.',
    'There is a parking space at the entrance.',
    '门前有车位。',
    ({ facts }) => facts.parkingSpaces > 0,
  ],
  [
    'Пожарная приёмка пройдена, акт покажем при осмотре.',
    'Fire acceptance is complete; you can see the certificate at a viewing.',
    '消防验收已通过，看房时可查阅文件。',
    ({ facts }) => facts.fireAccepted,
  ],
  [
    'Пожарная приёмка ещё впереди: без неё открыться нельзя.',
    'Fire acceptance is still to come: you cannot open without it.',
    '消防验收尚未完成，验收后方可营业。',
    ({ facts }) => !facts.fireAccepted,
  ],
  [
    'Раньше здесь был магазин янтаря.',
    'It used to be an amber shop.',
    '此前为琥珀店。',
    unit => isAtStreet(unit) && unit.slot.use === 'retail' && unit.slot.widthM < 7,
  ],
  [
    'Предыдущий арендатор пёк здесь хлеб четыре года.',
    'The last tenant baked bread here for four years.',
    '前任承租人在此经营面包房四年。',
    unit => unit.slot.use === 'catering' && isSmall(unit),
  ],
  [
    'На этаже работают ещё несколько молодых компаний.',
    'Several other young companies work on the same floor.',
    '同层还有数家初创公司。',
    unit => isUpstairs(unit) && unit.slot.use === 'office',
  ],
]

/** Known defects, which a fair listing names. */
export const defects: readonly Phrase[] = [
  [
    'Пятно от старой протечки на потолке, крыша с тех пор отремонтирована.',
    'A stain from an old leak on the ceiling; the roof has since been repaired.',
    '天花板有旧渗水痕迹，屋顶已修复。',
  ],
  [
    'Трещина в угловом стекле витрины, замена заказана.',
    'A crack in the corner pane of the shop window; a new one is on order.',
    '橱窗转角玻璃有裂纹，已订购更换。',
    ({ facts }) => facts.shopWindows > 0,
  ],
  [
    'Пол у входа просел примерно на сантиметр.',
    'The floor by the entrance has sunk by about a centimetre.',
    '入口处地面下沉约一厘米。',
  ],
  ['Дверь во двор зимой закрывается туго.', 'The yard door sticks in winter.', '通往院内的门冬季较紧。', isInYard],
  [
    'Радиатор в дальней комнате греет слабо.',
    'The radiator in the back room gives little heat.',
    '里间暖气片不够热。',
    ({ facts }) => facts.layout !== 'open',
  ],
]

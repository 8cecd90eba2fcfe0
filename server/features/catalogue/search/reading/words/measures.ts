import type { Words } from './senses.ts'

/** Words for units, dimensions and bounds. */
const units: Words = [
  [
    { is: 'unit', unit: 'area' },
    `м2, м кв, м квадратных, кв м, квм, кв метр, кв метра, кв метров, квадрат, квадрата, квадратов, квадратов площади, квадратика, квадратный метр, метр, метра, метров, метр квадратный, метров квадратных, квадратных, м, кв, m2, m, mq, sqm, sqms, sq m, sq ms, sq meter, sq metre, sq mtr, sq mt, square meter, square metre, square m, meter, metre, meters squared, metres squared, meter square, metre square, m sq, msq, qm, кв м площади, 平米, 平方米, 平方, 平方公尺, 平, 方, 坪, 个平方, 个平米, 平的, 米, 多平, 多平米, 来平, 几平`,
  ],
  [
    { is: 'unit', unit: 'feet' },
    `sq ft, sqft, sq feet, square feet, square foot, square ft, кв футов, квадратных футов, 平方英尺`,
  ],
  [
    { is: 'unit', unit: 'money' },
    `юань, юаня, юаней, юаням, юанях, ¥, cny, rmb, yuan, yuans, renminbi, 元, 块, 块钱, 元钱, 人民币, 圆, 元人民币`,
  ],
  [
    { is: 'unit', unit: 'floor' },
    `этаж, этажа, этаже, этажом, этажей, floor, storey, level, f, fl, эт, 楼, 层, 楼层, 层楼`,
  ],
  [{ is: 'unit', unit: 'volts' }, `вольт, вольта, в, v, volt, volts, вольтов, 伏, 伏特`],
  [{ is: 'unit', unit: 'phases' }, `фаза, фазы, фаз, фазами, phase, phases, 相, 相电`],
  [{ is: 'unit', unit: 'thousand' }, `тысяча, тысячи, тысяч, тысячами, тыс, тыщ, тыща, к, k, thousand, 千`],
  [{ is: 'unit', unit: 'ten-thousand' }, `万, w`],
  [
    { is: 'unit', unit: 'count' },
    `человек, человека, людей, чел, место, мест, места, посадочное место, посадочных мест, сидячих мест, посадка, столик, столика, столиков, стол, столов, стола, персона, персон, сотрудник, сотрудника, сотрудников, работник, работников, гость, гостей, посетителей, клиентов, студентов, учеников, детей в группе, комната, комнат, комнаты, кабинета, кабинетов, зал, зала, залов, окно, окон, окна, входа, входов, пост, поста, постов, кресло, кресла, кресел, рабочих мест, рабочих места, бокс, бокса, боксов, станок, станков, станка, машиномест, квт, киловатт, кило ватт, ватт, ампер, час, часа, часов, ч, год, года, году, лет, месяцев, дня, дней, день, неделя, недель, минут, минуты, процент, процентов, штук, шт, тонн, тонны, т, кг, соток, литр, литров, градус, градусов, паллет, паллета, паллетомест, койка, койко мест, номеров, номера, раз, линия, очередь, дюйм, рубль, рубля, рублей, руб, доллар, долларов, usd, eur, евро, машина на, смены, заказов, блюд, г, янв, января, февраля, марта, апреля, мая, июня, июля, августа, сентября, октября, ноября, декабря,
    people, person, persons, pax, ppl, seat, seats, seater, cover, covers, table, tables, guest, guests, employee, employees, staff, worker, workers, customer, customers, student, students, pupil, pupils, desk, desks, workplace, workplaces, workstations, room, rooms, chair, chairs, bay, bays, vehicle, vehicles, car spaces, truck, trucks, kw, kilowatt, kilowatts, kva, amp, amps, hour, hours, hr, hrs, h, year, years, yr, months, day, days, week, weeks, minute, minutes, min walk, percent, %, piece, pieces, ton, tons, tonne, tonnes, kg, pallet, pallets, bed, beds, machines, machine, window panes, entrances, units, team members, members, ruble, rubles, rouble, roubles, dollar, dollars, $, €, ₽, orders, parcels a day, am, pm, january, february, march, april, may, june, july, august, september, october, november, december,
    人, 个人, 位, 名, 员工, 名员工, 个员工, 个座位, 座位, 个座, 座, 桌, 张桌, 张桌子, 张床, 间, 间房, 个房间, 个工位, 工位, 个车位, 辆车, 台, 台车, 台机器, 千瓦, 小时, 个小时, 点, 点钟, 年, 年内, 个月内, 天, 日, 号, 周, 分钟, 吨, 公斤, 斤, 个学生, 学生, 人团队, 人用, 人的团队, 卢布, 美元, 百分, 多人, 人左右, 人座, 后, 件, 单, 期, 代, 岁, 口, 款, 家店`,
  ],
]

const bounds: Words = [
  [
    { is: 'bound', bound: 'most' },
    `до, не более, не более чем, не больше, не больше чем, не свыше, не превышает, не превышая, максимум, макс, меньше, менее, в пределах, в рамках, ниже, под, под потолок, не выше, max, maximum, under, below, up to, upto, at most, at maximum, no more than, not more than, not over, not bigger than, not larger than, no larger than, no bigger than, not exceeding, less than, fewer than, smaller than, within, maximum of, max of, until, to, <, ≤, 不超过, 不超, 最多, 至多, 低于, 小于, 少于, 不大于, 不多于, 不高于, 最大不超过, 控制在, 上限, 不到, 到`,
  ],
  [
    { is: 'bound', bound: 'least' },
    `от, не менее, не менее чем, не меньше, не меньше чем, минимум, мин, больше, более, свыше, выше, побольше чем, начиная от, начиная с, хотя бы, как минимум, min, minimum, over, above, at least, at minimum, more than, bigger than, larger than, greater than, no less than, not less than, not smaller than, no smaller than, not under, not below, starting from, starting at, from, minimum of, upwards of, exceeding, >, ≥, 至少, 最少, 不少于, 不小于, 不低于, 大于, 多于, 超过, 高于, 从, 起码, 最低, 最小面积`,
  ],
  [
    { is: 'bound', bound: 'most', money: true },
    `не дороже, дешевле чем, бюджет до, бюджетом до, cheaper than, no dearer than, not costing more than, costing up to, budget up to, budget under, for up to, 不贵于, 预算不超过, 预算最多`,
  ],
  [
    { is: 'bound', bound: 'about' },
    `около, примерно, приблизительно, где то, порядка, плюс минус, ориентировочно, в районе, around, about, approximately, approx, roughly, circa, some, ~, ≈, 大约, 大概, 约, 差不多, 将近`,
  ],
  [
    { is: 'bound', bound: 'about', after: true },
    `примерно так, или около того, or so, or thereabouts, approximately so, 左右, 上下, 前后`,
  ],
  [
    { is: 'bound', bound: 'most', after: true },
    `и меньше, и менее, или меньше, или менее, максимум не больше, и ниже, or less, or under, or smaller, or fewer, or below, and under, and below, tops, at the most, 以内, 之内, 以下, 封顶, 或以下, 及以下, 内, 或更小, 以里, 往下`,
  ],
  [
    { is: 'bound', bound: 'least', after: true },
    `и больше, и более, и выше, или больше, или более, и свыше, or more, or larger, or bigger, or over, or above, and more, and up, and over, and above, plus, upwards, +, 以上, 起, 或以上, 及以上, 或更大, 往上, 起步`,
  ],
]

const about: Words = [
  [
    { is: 'dimension', of: 'area' },
    `площадь, площадью, метраж, размер, размером, area, size, sized, floor area, floor space, floorspace, usable area, 面积, 大小, 建筑面积, 使用面积, 平米数`,
  ],
  [
    { is: 'dimension', of: 'money' },
    `бюджет, бюджетом, аренда до, арендная плата, арендной платой, цена, ценой, стоимость, стоимостью, плата, расходы, расходами, платеж, платежи, ежемесячный платеж, коммуналка, затраты, budget, rent, price, priced, cost, costs, costing, monthly cost, monthly costs, monthly budget, monthly rent, fee, fees, payment, bills, expenses, pay, paying, spend, 预算, 租金, 月租, 月租金, 房租, 价格, 费用, 月费, 成本, 总费用, 月费用, 花费, 开支, 租费, 价位, 每月费用, 支出, 月支出, 物业费`,
  ],
  [
    { is: 'dimension', of: 'height' },
    `потолок, потолки, потолка, потолков, потолками, высота, высота потолков, высотой, высокие потолки, ceiling, ceilings, ceiling height, height, high ceilings, high, 层高, 挑高, 净高, 高度, 天花板, 高`,
  ],
  [
    { is: 'dimension', of: 'frontage' },
    `фасад, фасадом, фронт, ширина, шириной, ширина фасада, фасад шириной, frontage, front, wide, width, facade, shopfront width, 门头, 门脸, 面宽, 门面宽, 门面宽度, 临街面宽, 门宽, 开间`,
  ],
  [
    { is: 'period', months: 1 },
    `в месяц, за месяц, месяц, мес, в мес, ежемесячно, ежемесячный, a month, per month, month, monthly, each month, every month, pm, pcm, mo, p m, 每月, 每个月, 一个月, 一月, 月, 个月, 月付, 元月`,
  ],
  [
    { is: 'period', months: 12 },
    `в год, за год, в году, ежегодно, per year, a year, per annum, yearly, annually, annual, p a, 每年, 一年, 年租, 全年`,
  ],
]

export const measureWords: Words = [...units, ...bounds, ...about]

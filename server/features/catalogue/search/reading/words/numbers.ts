import type { Words } from './senses.ts'

const number = (value: number, phrases: string): Words[number] => [{ is: 'number', value }, phrases]
const ordinal = (value: number, phrases: string): Words[number] => [{ is: 'number', value, ordinal: true }, phrases]

/** Numbers in words, in the cases that Russian uses for counting. Chinese ones are read sign by sign (`chineseNumber`). */
export const numberWords: Words = [
  number(1, 'один, одного, одному, одна, одной, one'),
  number(2, 'два, двух, двум, две, двумя, two'),
  number(3, 'три, трех, трем, тремя, three'),
  number(4, 'четыре, четырех, четырьмя, four'),
  number(5, 'пять, пяти, пятью, five'),
  number(6, 'шесть, шести, six'),
  number(7, 'семь, семи, seven'),
  number(8, 'восемь, восьми, eight'),
  number(9, 'девять, девяти, nine'),
  number(10, 'десять, десяти, десяток, ten'),
  number(11, 'одиннадцать, одиннадцати, eleven'),
  number(12, 'двенадцать, двенадцати, twelve, dozen'),
  number(13, 'тринадцать, тринадцати, thirteen'),
  number(14, 'четырнадцать, четырнадцати, fourteen'),
  number(15, 'пятнадцать, пятнадцати, fifteen'),
  number(16, 'шестнадцать, шестнадцати, sixteen'),
  number(17, 'семнадцать, семнадцати, seventeen'),
  number(18, 'восемнадцать, восемнадцати, eighteen'),
  number(19, 'девятнадцать, девятнадцати, nineteen'),
  number(20, 'двадцать, двадцати, twenty'),
  number(30, 'тридцать, тридцати, thirty'),
  number(40, 'сорок, сорока, forty, fourty'),
  number(50, 'пятьдесят, пятидесяти, полсотни, полсотню, fifty'),
  number(60, 'шестьдесят, шестидесяти, sixty'),
  number(70, 'семьдесят, семидесяти, seventy'),
  number(80, 'восемьдесят, восьмидесяти, eighty'),
  number(90, 'девяносто, девяноста, ninety'),
  number(100, 'сто, ста, сотня, сотню, сотни, hundred'),
  number(150, 'полтораста, полутораста'),
  number(200, 'двести, двухсот'),
  number(300, 'триста, трехсот'),
  number(400, 'четыреста, четырехсот'),
  number(500, 'пятьсот, пятисот'),
  number(600, 'шестьсот, шестисот'),
  number(700, 'семьсот, семисот'),
  number(800, 'восемьсот, восьмисот'),
  number(900, 'девятьсот, девятисот'),
  number(1_500, 'полторы тысячи, полутора тысяч'),
  ordinal(1, 'первый, первого, первом, первая, first, 1st'),
  ordinal(2, 'второй, второго, втором, second, 2nd'),
  ordinal(3, 'третий, третьего, третьем, third, 3rd'),
  ordinal(4, 'четвертый, четвертого, четвертом, fourth, 4th'),
  ordinal(5, 'пятый, пятого, пятом, fifth, 5th'),
  ordinal(6, 'шестой, шестого, шестом, sixth, 6th'),
  [
    { is: 'floor', floor: 1 },
    `нижний этаж, на нижнем этаже, уровень земли, на уровне улицы, первоэтажный, ground floor, ground level, street level, at street level, bottom floor, lower floor, downstairs, 底层, 底楼, 首层, 地面层, 一楼临街, 首层临街, 临街一楼, 楼下, 底商`,
  ],
]

const hanDigits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const hanPlaces: Record<string, number> = { 十: 10, 百: 100, 千: 1_000 }

export const hanNumber = /^[零〇一二两三四五六七八九十百千万]+/u

/** Parses a Chinese number: `一百二十` and `一百二` are 120, `两千五` 2,500, `二〇` 20. */
export function chineseNumber(signs: string): number {
  const [before = '', after] = signs.split('万')
  if (after !== undefined) return belowTenThousand(before) * 10_000 + belowTenThousand(after)
  return belowTenThousand(signs)
}

function belowTenThousand(signs: string): number {
  if (!/[十百千]/.test(signs)) return Number(Array.from(signs, sign => hanDigits[sign] ?? 0).join(''))
  let sum = 0
  let digit = 0
  let place = 1
  for (const sign of signs) {
    place = hanPlaces[sign] ?? place
    if (sign in hanPlaces) sum += (digit || 1) * place
    digit = hanDigits[sign] ?? 0
  }
  const lastPlace = signs.includes('零') ? 1 : Math.max(1, place / 10)
  return sum + digit * lastPlace
}

import type { pictures as ru } from '#server/locales/ru/catalogue/pictures.ts'

/** The street and its units as one sees them. */
export const pictures: Record<keyof typeof ru, string> = {
  // The drawing of a unit: its captions and signs, and what it says in words.
  'schematic.title': '房源示意图 {code}',
  'schematic.floor': '第{floor}层（共{floors}层）',
  'schematic.north': '北',
  'schematic.street': '街道',
  'schematic.yard': '院内',
  'schematic.unknown': '比例未知',
  'schematic.note': '示意图，非测绘图：根据房源信息绘制，符号只表示入口和橱窗在哪一侧，不表示准确位置。',
  'schematic.note.whole': '房源宽度与楼栋进深按同一比例绘制。',
  'schematic.note.part': '房源宽度与楼栋进深按同一比例绘制，内墙位置未经测量。',
  'schematic.note.unknown': '比例未知：房源的尺寸与位置信息不一致，本图不按比例绘制。',
  'schematic.key.front': '临街面宽{width}',
  'schematic.key.front-part': '临街面宽{width}，在墙上的位置未注明',
  'schematic.key.entrance': '入口：{entrance}',
  'schematic.key.windows': '{count}个橱窗',
  'schematic.key.parking': '{count}个停车位',
  'schematic.said.place': '街道{row, select, north{北} other{南}}侧，{floor}',
  'schematic.said.whole': '房源宽{width}，占楼栋全部进深{depth}',
  'schematic.said.part':
    '房源宽{width}，楼栋进深{depth}，房源占{part, select, street{临街} other{靠院}}的一半，内墙位置未经测量',
  'schematic.said.unknown': '比例未知',
  'schematic.said.area': '使用面积{area}',
  'schematic.said.neighbours': '{side, select, left{左侧} right{右侧} other{内墙另一侧}}：{codes}',
  'schematic.said.end': '{side, select, left{左侧} other{右侧}}为楼栋尽头',
}

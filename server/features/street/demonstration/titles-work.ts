import { isAtEnd, isAtStreet, isInYard, isLarge, isSmall, isUpstairs, type Phrase } from './text.ts'

/** Titles of showrooms, workshops, warehouses and online shops. */
export const workTitles = {
  showroom: [
    ['Шоурум с двумя витринами', 'Showroom with two large windows', '双橱窗展厅', ({ facts }) => facts.shopWindows > 1],
    ['Выставочный зал для мебели и окон', 'Display hall for furniture and windows', '家具门窗展厅', isLarge],
    ['Шоурум российских товаров', 'Showroom for Russian goods', '俄罗斯商品展厅'],
    ['Шоурум с антресолью', 'Showroom with a mezzanine', '带夹层展厅', ({ facts }) => facts.layout === 'mezzanine'],
    ['Зал образцов на верхнем этаже', 'Sample room upstairs', '楼上样品间', isUpstairs],
    [
      'Демонстрационный зал с высоким потолком',
      'Showroom with a high ceiling',
      '高挑展示厅',
      ({ facts }) => facts.ceilingHeightM >= 4,
    ],
    ['Угловой шоурум на главной улице', 'Corner showroom on the main street', '主街转角展厅', isAtEnd],
    ['Выставочное помещение', 'Display unit', '展示用房'],
  ],
  workshop: [
    ['Мастерская во дворе', 'Workshop in the yard', '院内加工坊', isInYard],
    [
      'Столярная мастерская с тремя фазами',
      'Joinery with three-phase power',
      '三相电木工坊',
      ({ facts }) => facts.electricityPhases === 3,
    ],
    ['Мастерская с воротами на улицу', 'Workshop with a gate on the street', '临街大门加工坊', isAtStreet],
    ['Швейная мастерская с ровным светом', 'Sewing workshop with even light', '采光均匀的缝纫坊'],
    ['Сборочная мастерская для мелких партий', 'Assembly workshop for small batches', '小批量组装车间', isLarge],
    [
      'Мастерская с вытяжкой и водой',
      'Workshop with extraction and water',
      '带排风和上下水的加工坊',
      ({ facts }) => facts.extraction && facts.water,
    ],
    ['Ремесленная мастерская', 'Craft workshop', '手工加工坊'],
    ['Камнерезная или янтарная мастерская', 'Workshop for stone or amber', '石雕琥珀工坊', isSmall],
  ],
  warehouse: [
    [
      'Склад с воротами 3,2\u00a0м',
      'Warehouse with a 3.2\u00a0m gate',
      '带3.2米大门的仓库',
      ({ facts }) => facts.ceilingHeightM >= 4,
    ],
    ['Склад во дворе с подъездом для грузовика', 'Yard warehouse with lorry access', '院内可停货车仓库', isInYard],
    ['Сухой склад для продуктов', 'Dry store for groceries', '食品干仓'],
    ['Небольшой склад рядом с магазинами', 'Small store close to the shops', '店铺旁小型仓库', isSmall],
    [
      'Склад с рампой и местом для стеллажей',
      'Warehouse with a ramp and room for racks',
      '带装卸台和货架空间的仓库',
      isLarge,
    ],
    ['Отапливаемый склад', 'Heated warehouse', '供暖仓库', ({ facts }) => facts.heating === 'central'],
    ['Складское помещение', 'Storage unit', '仓储用房'],
  ],
  ecommerce: [
    ['Пункт выдачи и отправки посылок', 'Parcel pick-up and drop-off point', '包裹收发点'],
    [
      'Студия прямых эфиров со складом',
      'Live-stream studio with a store room',
      '带库房的直播间',
      ({ facts }) => facts.layout !== 'open',
    ],
    ['База интернет-магазина', 'Base for an online shop', '网店运营用房'],
    ['Помещение для сортировки заказов', 'Unit for sorting orders', '订单分拣用房', isLarge],
    ['Фотостудия и склад для маркетплейса', 'Photo corner and store for a marketplace seller', '电商拍摄仓储一体间'],
    ['Офис интернет-торговли на верхнем этаже', 'E-commerce office upstairs', '楼上电商办公室', isUpstairs],
    ['Склад интернет-магазина во дворе', 'Online shop’s store in the yard', '院内网店仓库', isInYard],
    [
      'Витрина интернет-магазина с пунктом выдачи',
      'Online shop’s showcase with a pick-up point',
      '网店展示自提点',
      isAtStreet,
    ],
  ],
} as const satisfies Record<string, readonly Phrase[]>

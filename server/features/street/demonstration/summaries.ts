import { isAtEnd, isAtStreet, isInYard, isLarge, isSmall, isUpstairs, type Phrase } from './text.ts'

/** Summaries of listings: one sentence, shown on the unit's page and found by the search. */
export const summaries: readonly Phrase[] = [
  [
    'Вход прямо с улицы, витрины смотрят на пешеходный поток.',
    'The door opens onto the street, and the windows face the people walking by.',
    '门朝街开，橱窗正对人流。',
    unit => isAtStreet(unit) && unit.facts.shopWindows > 0,
  ],
  [
    'Стоит у торца здания: видно с двух сторон.',
    'At the end of the building, so it is seen from two sides.',
    '位于楼端，两面可见。',
    unit => isAtEnd(unit) && isAtStreet(unit),
  ],
  [
    'Вход из двора: тихо, и машина подъезжает к двери.',
    'Entered from the yard: quiet, and a van can stop at the door.',
    '由院内进出，安静，车可停到门口。',
    isInYard,
  ],
  [
    'Окна на улицу, лестница своя или общая с соседями.',
    'Windows on the street, reached by a staircase.',
    '窗朝街道，由楼梯进出。',
    isUpstairs,
  ],
  [
    'Можно въезжать сразу: отделка и мебель остаются.',
    'Ready to move in: fittings and furniture stay.',
    '可直接入驻，装修与家具保留。',
    ({ facts }) => facts.condition === 'furnished',
  ],
  [
    'Чистовая отделка есть, останется поставить оборудование.',
    'Already fitted out: bring your equipment and open.',
    '已装修完毕，搬入设备即可营业。',
    ({ facts }) => facts.condition === 'fitted',
  ],
  [
    'Простая отделка: стены выровнены, пол под плитку готов.',
    'Basic finish: walls are even and the floor is ready for tiles.',
    '简单装修：墙面平整，地面可直接铺砖。',
    ({ facts }) => facts.condition === 'basic',
  ],
  [
    'Помещение без отделки: планировку можно выбрать самим.',
    'A shell: you decide the layout yourself.',
    '毛坯房，布局可自行设计。',
    ({ facts }) => facts.condition === 'shell',
  ],
  [
    'Подойдёт для первого магазина или пробного запуска.',
    'Right for a first shop or a trial run.',
    '适合首次开店或试运营。',
    unit => isSmall(unit) && isAtStreet(unit),
  ],
  [
    'Места хватит и на зал, и на склад.',
    'There is room for both a sales floor and a store.',
    '空间充足，前店后仓皆可。',
    isLarge,
  ],
  [
    'Юридический адрес компании можно оформить здесь же.',
    'Your company can be registered at this address.',
    '公司可在此地址注册。',
    ({ facts }) => facts.usableAsRegisteredAddress,
  ],
  [
    'Вход без ступеней, удобно с коляской и тележкой.',
    'No steps at the door: easy with a pram or a trolley.',
    '无台阶入口，推车轮椅均方便。',
    ({ facts }) => facts.stepFree,
  ],
]

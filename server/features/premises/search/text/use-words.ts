import { useClasses, type UseClass } from '../../../../../models/parts/premises-vocabulary.ts'
import { stemOf, wordsOf } from './tokens.ts'

/** What people call a use in the three languages, the words of our own pages among them. */
const names: Record<UseClass, string> = {
  retail:
    'торговля магазин магазинчик лавка бутик павильон retail shop store boutique trade 零售 商店 店铺 门店 小店 门面 卖场',
  catering:
    'общепит кафе ресторан столовая кофейня бар пекарня закусочная catering cafe restaurant canteen bar bakery coffee eatery food 餐饮 餐厅 饭店 咖啡 咖啡馆 酒吧 面包房 小吃',
  services: 'услуги салон парикмахерская ателье ремонт services salon barber hairdresser repair 服务 美容 理发 维修',
  office: 'офис кабинет контора бюро office workspace 办公 办公室 写字楼',
  showroom: 'шоурум выставка салон showroom exhibition display 展厅 展示 展览',
  workshop: 'мастерская цех производство workshop production studio 作坊 车间 工坊 生产',
  warehouse: 'склад хранилище warehouse storage depot 仓储 仓库 库房',
  ecommerce:
    'интернет-торговля интернет-магазин маркетплейс e-commerce ecommerce online marketplace 电商 网店 电子商务 直播',
}

/** Stems of the names of uses, each with the uses it may mean as bits in the order of `useClasses`. */
export const usesByStem: ReadonlyMap<string, number> = useClasses.reduce((found, use, place) => {
  for (const stem of wordsOf(names[use]).map(stemOf)) found.set(stem, (found.get(stem) ?? 0) | (1 << place))
  return found
}, new Map<string, number>())

/** The words themselves, to name one that was meant instead of one that was typed. */
export const useNames: readonly string[] = wordsOf(...Object.values(names))

import { useClasses, type UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import { stemOf, wordsOf } from '#features/premises/text/tokens.ts'

/**
 * Names of each use in the three languages: the words of our own pages, and trades that people search a place for. Listings
 * mention few of these.
 */
const names: Record<UseClass, string> = {
  retail: `
    торговля магазин магазинчик лавка бутик павильон киоск супермаркет минимаркет аптека одежда обувь цветы сувениры подарки
    продукты косметика игрушки книги оптика зоотовары автозапчасти хозтовары
    retail shop store boutique kiosk supermarket minimarket pharmacy chemist clothes clothing shoes footwear flowers florist
    souvenirs gifts groceries cosmetics toys books bookshop optician hardware
    零售 商店 店铺 商铺 门店 小店 门面 卖场 超市 便利店 药店 服装店 鞋店 花店 书店 礼品店 特产店 食品店 水果店 化妆品店 玩具店 眼镜店
    母婴用品店 手机店 五金店 精品店 专卖店 批发`,
  catering: `
    общепит кафе ресторан столовая кофейня бар пекарня закусочная пиццерия чайная бистро кондитерская шашлычная буфет
    catering cafe restaurant canteen bar bakery coffee eatery food pizzeria tearoom bistro pub diner takeaway
    餐饮 餐厅 餐馆 饭店 饭馆 食堂 咖啡 咖啡馆 咖啡店 咖啡厅 酒吧 面包房 面包店 蛋糕店 甜品店 奶茶店 小吃店 快餐店 火锅店 烧烤店 西餐厅
    茶馆`,
  services: `
    услуги салон парикмахерская барбершоп ателье ремонт красота маникюр массаж стоматология прачечная химчистка фотостудия
    services salon barber hairdresser beauty nails manicure massage dentist laundry cleaners tailor repair
    服务 美容 美容院 美甲店 美发 理发 理发店 按摩 维修 洗衣店 干洗店 裁缝店 照相馆 摄影 诊所 牙科`,
  office: `
    офис кабинет контора бюро коворкинг представительство
    office workspace coworking bureau
    办公 办公室 写字楼 公司 贸易公司 事务所 代表处 工作室`,
  showroom: `
    шоурум выставка салон
    showroom exhibition display
    展厅 展示 展览 样品间`,
  workshop: `
    мастерская цех производство сборка фабрика завод автосервис типография
    workshop production studio assembly factory manufacturing garage
    作坊 车间 工坊 工作室 生产 工厂 厂房 加工 加工厂 组装 汽修 印刷`,
  warehouse: `
    склад хранилище хранение логистика
    warehouse storage depot logistics
    仓储 仓库 库房 冷库 物流`,
  ecommerce: `
    интернет-торговля интернет-магазин маркетплейс онлайн
    e-commerce ecommerce online marketplace
    电商 网店 电子商务 跨境电商 直播`,
}

/** Stems of the names of uses, each with the uses it can mean as bits in the order of `useClasses`. */
export const usesByStem: ReadonlyMap<string, number> = useClasses.reduce((found, use, place) => {
  for (const stem of wordsOf(names[use]).map(stemOf)) found.set(stem, (found.get(stem) ?? 0) | (1 << place))
  return found
}, new Map<string, number>())

/** The words themselves, to show the one meant instead of the one typed. */
export const useNames: readonly string[] = wordsOf(...Object.values(names))

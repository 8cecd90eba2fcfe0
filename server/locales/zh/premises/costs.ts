import type { costs as ru } from '#server/locales/ru/premises/costs.ts'

export const costs: Record<keyof typeof ru, string> = {
  'costs.title': '每月费用',
  'costs.with-utilities': '含水电费约{cost}（本站估算）。',
  'costs.first-year': '第一年',
  'costs.later': '{months}个月免租期后',
  'costs.part': '项目',
  'costs.part.management': '物业费',
  'costs.part.heating': '供暖费',
  'costs.part.utilities': '水电费',
  'costs.part.rent': '租金',
  'costs.utilities-note': '估算：每平方米每月{rate}，请向办公室确认',
  'costs.total': '每月合计',
  'costs.deposit': '押金',
  'costs.how.title': '计算说明',
  'costs.how.area': '物业费、供暖费、租金及水电费估算均按使用面积计算。',
  'costs.how.heating': '供暖费按采暖季（10月15日至次年4月15日）缴纳，此处按十二个月平摊。',
  'costs.how.utilities':
    '水电费为本站估算，并非收费标准：一般用途每平方米每月{usual}，餐饮和加工坊{intensive}，仓储{storage}。实际按表计费，请向办公室确认。',
  'costs.how.deposit': '押金一次性缴纳，退租时退还，不计入每月合计。',
  'costs.how.rent':
    '免租月数以房源信息为准，通常为{months}个月，自交接之日起计算。免租期满后按市场租金支付；此处按当前租金计算，并非预测。',
  'costs.how.without': '不含通信、装修、公司注册费用及税款。',
  'costs.how.ask': '向办公室咨询',
  'costs.how.sources': '优惠政策及其来源',
}

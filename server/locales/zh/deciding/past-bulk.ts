import type { pastBulk as ru } from '#server/locales/ru/deciding/past-bulk.ts'

export const pastBulk: Record<keyof typeof ru, string> = {
  'bulk.past': '历次批量决定',
  'bulk.past.lead': '您确认过的批量决定，点击可查看详情。',
  'bulk.past.none': '您尚未作出过批量决定。',
  'bulk.past.when': '时间',
  'bulk.past.what': '决定',
  'bulk.past.cases': '申请',
  'bulk.past.undone': '已撤销',
  'bulk.past.outcome.decided': '有效：{count}',
  'bulk.past.outcome.left': '未处理：{count}',
  'bulk.past.outcome.pending': '尚未执行：{count}',
  'bulk.past.outcome.gone': '已删除：{count}',
}

import type { listingEditing as ru } from '../ru/listing-editing.ts'

export const listingEditing: Record<keyof typeof ru, string> = {
  'listing.edit.reason': '修改原因（记入历史）',
  'listing.edit.fallen': '文本已修改，“已审校”标记已取消：{languages}。请重新审校后再勾选。',
  'listing.clash.title': '您编辑期间，该记录已被他人修改。您填写的内容均已保留',
  'listing.clash.choose': '以下字段您和同事都作了修改。请选择保留哪一项，然后再次保存。',
  'listing.clash.mine': '您的内容',
  'listing.clash.theirs': '当前记录',
  'listing.clash.was': '原内容：',
  'listing.clash.who': '{who}，{at}',
  'listing.clash.theirs-only': '以下字段仅由同事修改，下方表单已采用新内容。',
  'listing.versions': '历史版本',
  'listing.versions.all': '查看全部修改和历史版本',
  'listing.versions.title': '{code}：全部修改',
  'listing.versions.found': '{count, plural, =0{暂无修改} other{共 # 条记录}}',
  'listing.versions.number': '版本 {number}',
  'listing.versions.look': '与当前版本比较',
  'listing.versions.one': '{code}：恢复版本 {number}',
  'listing.versions.explain':
    '恢复后，带删除线的内容将移除，带下划线的内容将恢复。状态、上线与下架时间及照片保持不变；当前版本保留在历史中。',
  'listing.versions.restore': '恢复此版本',
  'listing.versions.same': '此版本与当前版本相同。',
  'listing.versions.back': '返回全部修改',
  'listing.versions.restored': '已恢复版本 {number}。',
  'listing.versions.stale': '您查看期间记录已被修改，请重新核对差异。',
  'listing.versions.impossible': '无法恢复此版本：其中的数据已不符合现行校验要求。',
  'listing.event.version-restored': '已恢复历史版本',
}

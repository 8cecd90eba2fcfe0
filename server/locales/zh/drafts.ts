import type { drafts as ru } from '../ru/drafts.ts'

export const drafts: Record<keyof typeof ru, string> = {
  'apply.clash.title': '“{section}”部分已在另一个标签页中修改',
  'apply.clash.text':
    '此标签页打开期间，该部分已于 {when} 在另一个标签页或另一台设备上保存。您在这里填写的内容尚未保存，也没有丢失。请选择保留哪一个。',
  'apply.clash.mine': '此处填写',
  'apply.clash.other': '另一标签页已保存',
  'apply.clash.month': '第 {month} 个月：收入 {revenue}，支出 {costs}',
  'apply.clash.keep-chosen': '保存所选内容',
  'apply.clash.keep-mine': '全部保留此处填写的',
  'apply.clash.keep-other': '全部保留已保存的',
  'apply.clash.kept-other': '已保留另一标签页保存的内容。',
  'apply.kept.renew': '如需延长保留时间，请保存任一部分。',
  'mail.application-draft-ending.subject': '您对房屋 {premises} 的申请草稿即将删除',
  'mail.application-draft-ending.body':
    '您开始填写了房屋 {premises} 的申请，但已很久没有打开。草稿保留至 {keptUntil}（含当日），之后将连同已上传的文件一并删除。\n\n如需保留，请打开草稿并保存任一部分，保留时间将重新计算。如不再需要，无需任何操作。',
  'mail.application-draft-ending.action': '打开草稿',
}

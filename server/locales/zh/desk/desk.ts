import type { desk as ru } from '#server/locales/ru/desk/desk.ts'

/** The staff’s start page. */
export const desk: Record<keyof typeof ru, string> = {
  'desk.title': '工作台',
  'desk.lead': '{name}，您的角色：{role}。以下为您的待办事项。',
  'desk.role.listing_manager': '房源管理员',
  'desk.role.reviewer': '评审人',
  'desk.role.decider': '审批人',
  'desk.role.administrator': '系统管理员',
  'desk.premises': '房源',
  'desk.buildings': '楼栋',
  'desk.all': '合计',
  'desk.applications': '申请',
  'desk.tenancies': '租约',
  'desk.enquiries': '咨询留言',
  'desk.enquiries.new': '待答复',
  'desk.incentives': '优惠政策',
  'desk.users': '人员与账号',
  'desk.colleagues': '工作人员',
  'desk.settings': '项目设置',
}

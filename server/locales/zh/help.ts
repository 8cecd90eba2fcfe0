import type { help as ru } from '../ru/help.ts'

/** Around the texts of the help, which are in `server/features/help/texts`. */
export const help: Record<keyof typeof ru, string> = {
  'help.title': '使用帮助',
  'help.chapter.cases': '申请与租约',
  'help.chapter.street': '房源与来访',
  'help.chapter.office': '办公管理',
  'help.tour': '第一天',
  'help.tour.start': '第一天：从这里开始',
  'help.tour.step': '第一天\u00a0· 第{number}步，共{count}步',
  'help.manual': '工作人员手册',
  'help.manual.lead': '按您的岗位编排，内容与各页面的说明相同。',
  'help.manual.open': '在一页中查看手册',
  'help.manual.pdf': '下载手册（PDF）',
  'help.mind': '请注意',
  'help.open': '打开该页面',
  'help.beside': '本页说明',
  'help.more': '在帮助中查看',
  'staff.menu.help': '帮助',
}

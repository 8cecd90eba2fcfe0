import type { appointing as ru } from '../ru/appointing.ts'

export const appointing: Record<keyof typeof ru, string> = {
  'appoint.waiting': '待另一名管理员确认',
  'appoint.lead':
    '变更角色须两名管理员办理：由您提出，另一名管理员确认后生效。确认前不作任何变更，七天内未确认则自动失效。',
  'appoint.reason': '理由',
  'appoint.reason.invite': '任命管理员的理由',
  'appoint.reason.invite.hint': '仅邀请系统管理员时填写：经另一名管理员确认后方发出邀请。',
  'appoint.submit': '提交角色变更',
  'appoint.confirm': '确认',
  'appoint.withdraw': '撤回或否决',
  'appoint.proposed': '已提交，待另一名管理员确认，通知邮件已发送。',
  'appoint.confirmed': '已确认，变更即时生效。',
  'appoint.withdrawn': '已撤回或否决，未作任何变更。',
  'appoint.gone': '该事项已不存在：可能已确认、撤回或过期。',
  'appoint.change': '{from} → {to}',
  'appoint.new': '新增工作人员：{to}',
  'appoint.facts': '提出人：{name}，有效期至{day}',
  'appoint.nobody': '原管理员',
  'people.state.proposed': '待确认',
  'people.refused.already-proposed': '该人员已有一项变更待确认。',
  'people.refused.nobody-to-confirm':
    '没有可确认的管理员：除您和当事人外，至少还需一名系统管理员。可在服务器上添加：npm run staff -- add <邮箱> --role administrator；也可在服务器上直接变更角色：npm run staff -- role <邮箱> --role <角色>。',
  'people.refused.own': '此项由您提出，须由另一名管理员确认。',
  'people.refused.concerned': '此项涉及您本人，须由另一名管理员办理。',
  'people.refused.lapsed': '该事项已过期，请重新提出。',
  'people.refused.proposer-gone': '提出人已不再是系统管理员，请否决后重新提出。',
  'people.event.role_proposed': '提出变更角色为“{to}”',
  'people.event.role_proposal_withdrawn': '撤回或否决角色“{to}”',
  'people.event.role_proposal_lapsed': '角色变更逾期未确认',
  'people.event.buildings_changed': '变更负责楼栋：{from} → {to}',
  'mail.role-proposed.subject': '有一项角色变更待您确认',
  'mail.role-proposed.body':
    '创业街另一名系统管理员提出了角色变更，涉及人员：{name}。\n\n未经您确认，不作任何变更。该事项七天内有效。',
  'mail.role-proposed.action': '查看待确认事项',
}

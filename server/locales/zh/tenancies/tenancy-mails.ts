import type { tenancyMails as ru } from '#server/locales/ru/tenancies/tenancy-mails.ts'

export const tenancyMails: Record<keyof typeof ru, string> = {
  'mail.tenancy-fit-out.subject': '房屋 {premises} 已开始装修',
  'mail.tenancy-fit-out.body':
    '我们已登记您开始装修房屋 {premises}。\n\n开业时请告知我们，这关系到您的履约事项。全部期限请见租约页面。',
  'mail.tenancy-fit-out.action': '查看租约',
  'mail.tenancy-trading.subject': '祝贺开业：{premises}',
  'mail.tenancy-trading.body':
    '我们已登记您在房屋 {premises} 的店铺于{day}开业，祝生意兴隆。\n\n此后请按季度提交报告，期限请见租约页面。',
  'mail.tenancy-trading.action': '查看租约',
  'mail.tenancy-expiring.subject': '免租期即将届满：{premises}',
  'mail.tenancy-expiring.body':
    '房屋 {premises} 的免租最后一日为{until}。\n\n请决定今后的安排，并在租约页面告知我们：续约、留租付费或退租。',
  'mail.tenancy-expiring.action': '查看租约',
  'mail.tenancy-renewed.subject': '租约已续：{premises}',
  'mail.tenancy-renewed.body':
    '您可继续免租使用房屋 {premises} 至{until}（原为{was}）。\n\n{reason}\n\n季度报告和年度评估照常进行。',
  'mail.tenancy-renewed.action': '查看租约',
  'mail.tenancy-party-corrected.subject': '房屋 {premises} 合同的当事人名称已更正',
  'mail.tenancy-party-corrected.body':
    '房屋 {premises} 合同的当事人名称现为：{party}。\n\n原因：{reason}\n\n如有误，请与我们联系。',
  'mail.tenancy-party-corrected.action': '查看租约',
  'mail.tenancy-converted.subject': '房屋 {premises} 将转为付费租赁',
  'mail.tenancy-converted.body': '自{day}起，房屋 {premises} 须支付租金，每月{rent}。该标准已为您固定。\n\n{reason}',
  'mail.tenancy-converted.action': '查看租约',
  'mail.tenancy-notice.subject': '退租通知：{premises}',
  'mail.tenancy-notice.body':
    '已登记房屋 {premises} 的退租通知，最后使用日为{day}。\n\n理由：{reason}\n\n在此之前，我们将与您共同查验房屋并抄录表计读数。{by, select, tenant{\n\n如改变主意，在{recallDay}结束之前、办公室尚未处理的，可在租约页面撤回通知。} other{}}',
  'mail.tenancy-notice.action': '查看租约',
  'mail.tenancy-breach.subject': '请于{day}前整改违约事项：{premises}',
  'mail.tenancy-breach.body':
    '房屋 {premises} 存在违约事项：\n\n{reason}\n\n请于{day}（含当日）前整改并告知我们。逾期未整改的，租约可能被解除。',
  'mail.tenancy-breach.action': '查看租约',
  'mail.tenancy-cured.subject': '违约已整改：{premises}',
  'mail.tenancy-cured.body': '房屋 {premises} 的违约事项已整改，感谢配合。租约继续履行。',
  'mail.tenancy-cured.action': '查看租约',
  'mail.tenancy-suspended.subject': '已暂停计租：{premises}',
  'mail.tenancy-suspended.body':
    '自{day}起，房屋 {premises} 暂停计租。理由：\n\n{reason}\n\n暂停计租期间免租期停止计算；暂停计租结束后，免租期和各项期限相应顺延。',
  'mail.tenancy-suspended.action': '查看租约',
  'mail.tenancy-resumed.subject': '暂停计租结束，期限已更新：{premises}',
  'mail.tenancy-resumed.body':
    '房屋 {premises} 自{from}至{day}暂停计租，共{days}天。\n\n免租最后一日由{was}顺延至{until}，未完成事项的期限同时顺延。',
  'mail.tenancy-resumed.action': '查看新期限',
  'mail.tenancy-vacated.subject': '房屋 {premises} 已收回',
  'mail.tenancy-vacated.body':
    '房屋 {premises} 的租约已结束，房屋已收回。感谢您在创业街经营。\n\n查验结果请见租约页面。',
  'mail.tenancy-vacated.action': '查看租约',
  'mail.tenancy-terminated.subject': '房屋 {premises} 的租约已解除',
  'mail.tenancy-terminated.body':
    '房屋 {premises} 的租约已解除。\n\n事由：{ground}。\n\n{reason}\n\n如有疑问，请联系创业街办公室。我们将与您联系，查验房屋并抄录表计读数。',
  'mail.tenancy-terminated.action': '查看租约',
  'mail.tenancy-reminder.subject': '免租期将于{until}届满，{left, plural, =0{即今日} other{还剩#天}}：{premises}',
  'mail.tenancy-reminder.body': '房屋 {premises} 的免租最后一日为{until}。\n\n{invitation}',
  'tenancy.way-on.renewal': '您可在租约页面告知我们今后的安排：续约、留租付费或退租。',
  'tenancy.way-on.asked': '我们已收到您关于今后安排的来信。在答复之前，您可在租约页面修改。',
  'tenancy.way-on.before-opening': '开业后，您可在租约页面申请续约。如需退租，现在即可在该页面提出。',
  'tenancy.way-on.renewed':
    '届满前{months, plural, other{#个月}}内，您可在租约页面再次申请续约。如需退租，现在即可在该页面提出。',
  'mail.tenancy-reminder.action': '查看租约',
  'mail.tenancy-inspection-planned.subject': '{day}检查：{premises}',
  'mail.tenancy-inspection-planned.body': '我们将于{day}到房屋 {premises} 进行检查，请您或委托他人在场接待。\n\n{note}',
  'mail.tenancy-inspection-planned.action': '查看租约',
  'mail.tenancy-inspection-cancelled.subject': '{day}的检查已取消：{premises}',
  'mail.tenancy-inspection-cancelled.body': '原定于{day}对房屋 {premises} 的检查已取消。',
  'mail.tenancy-inspection-cancelled.action': '查看租约',
  'mail.tenancy-inspection-clean.subject': '检查未发现问题：{premises}',
  'mail.tenancy-inspection-clean.body': '我们于{day}检查了房屋 {premises}，未发现问题，感谢配合。',
  'mail.tenancy-inspection-clean.action': '查看租约',
  'mail.tenancy-inspection-findings.subject': '检查发现问题：{premises}',
  'mail.tenancy-inspection-findings.body':
    '我们于{day}检查了房屋 {premises}，发现以下问题：\n\n{list}\n\n各项整改期限请见租约页面，整改完成后请告知我们。',
  'mail.tenancy-inspection-findings.action': '查看问题和期限',
  'mail.tenancy-finding-cured.subject': '问题已整改：{premises}',
  'mail.tenancy-finding-cured.body': '房屋 {premises} 的以下问题已于{day}办结：\n\n{finding}\n\n感谢配合。',
  'mail.tenancy-finding-cured.action': '查看租约',
  'mail.tenancy-termination.subject': '关于解除 {premises} 租约的决定',
  'mail.tenancy-termination.body':
    '已决定解除房屋 {premises} 的租约。\n\n事由：{ground}。\n\n{reason}\n\n您可在{day}（含当日）之前在租约页面申诉。申诉期内以及答复之前，房屋仍由您使用。决定书见申请页面。',
  'mail.tenancy-termination.action': '查看租约',
  'mail.tenancy-appeal-upheld.subject': '申诉成立：{premises}',
  'mail.tenancy-appeal-upheld.body': '关于解除房屋 {premises} 租约的决定已撤销，租约继续。\n\n{reason}',
  'mail.tenancy-appeal-upheld.action': '查看租约',
  'mail.tenancy-appeal-dismissed.subject': '申诉不成立，租约已解除：{premises}',
  'mail.tenancy-appeal-dismissed.body':
    '您对解除房屋 {premises} 租约的决定所提申诉已经审查，申诉不成立。\n\n{reason}\n\n租约已解除。我们将与您联系，查验房屋并抄录表计读数。',
  'mail.tenancy-appeal-dismissed.action': '查看租约',
  'mail.tenancy-duty-soon.subject': '{day}到期：{duty}，{premises}',
  'mail.tenancy-duty-soon.body':
    '关于房屋 {premises} 的提醒：{duty}，请于{day}（含当日）之前完成。\n\n履约事项及期限见租约页面。',
  'mail.tenancy-duty-soon.action': '查看租约',
  'mail.tenancy-duty-today.subject': '今天到期：{duty}，{premises}',
  'mail.tenancy-duty-today.body': '房屋 {premises} 的事项今天（{day}）到期：{duty}。',
  'mail.tenancy-duty-today.action': '查看租约',
  'mail.tenancy-duty-late.subject': '{day}已到期：{duty}，{premises}',
  'mail.tenancy-duty-late.body':
    '房屋 {premises} 的事项仍未完成：{duty}，期限为{day}。请尽快办理，如有困难请与我们联系，否则租约可能被解除。',
  'mail.tenancy-duty-late.action': '查看租约',
  'mail.tenancy-notice-recalled.subject': '退租通知已撤回：{premises}',
  'mail.tenancy-notice-recalled.body': '您已撤回房屋 {premises} 的退租通知。租约按原条件继续有效。',
  'mail.tenancy-notice-recalled.action': '查看租约',
}

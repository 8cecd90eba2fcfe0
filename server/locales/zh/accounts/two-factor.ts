import type { twoFactor as ru } from '#server/locales/ru/accounts/two-factor.ts'

export const twoFactor: Record<keyof typeof ru, string> = {
  'two-factor.title': '两步验证',
  'two-factor.lead': '输入密码后，还需输入手机验证器中的6位动态码。即使密码泄露，他人也无法登录。',
  'two-factor.required': '您负责审批或人员管理，须先启用两步验证，方可进入工作页面。设置约需两分钟。',
  'two-factor.on': '已于{day}启用。',
  'two-factor.codes-left': '{count, plural, other{剩余#个备用码。}}',
  'two-factor.field.code': '验证码',
  'two-factor.account.title': '两步验证',
  'two-factor.account.off': '未启用。除密码外，登录时还可要求输入手机验证器中的动态码。',
  'two-factor.account.link': '设置',

  'two-factor.begin.title': '启用步骤',
  'two-factor.begin.app': '在手机上安装动态码应用，如 Microsoft Authenticator、Google Authenticator、Aegis 等。',
  'two-factor.begin.scan': '用该应用扫描下一页的二维码，并输入应用显示的动态码。',
  'two-factor.begin.keep': '妥善保存10个备用码，手机遗失时使用。',
  'two-factor.begin.hint': '再次核对密码，以确认为本人操作。',
  'two-factor.begin.submit': '下一步',

  'two-factor.set-up.title': '设置验证器',
  'two-factor.set-up.scan': '1. 扫描二维码',
  'two-factor.set-up.scan.lead': '打开应用，选择“添加账号”，将摄像头对准二维码。',
  'two-factor.set-up.picture': '供验证器扫描的二维码，下方附有文字密钥。',
  'two-factor.set-up.secret': '无法扫描？请手动输入密钥：',
  'two-factor.set-up.open': '在本手机上打开验证器',
  'two-factor.set-up.code': '2. 输入应用显示的动态码',
  'two-factor.set-up.hint': '6位数字，每30秒更新一次。',
  'two-factor.set-up.submit': '启用两步验证',
  'two-factor.set-up.wrong': '验证码不正确。请输入当前显示的动态码；如仍不正确，请将手机时间设为自动。',

  'two-factor.codes.title': '备用码',
  'two-factor.codes.once': '请立即保存备用码，离开本页后将不再显示。',
  'two-factor.codes.lead': '每个备用码可代替动态码使用一次。请打印或抄写，并与手机分开保管。此前的备用码已失效。',
  'two-factor.codes.done': '已保存备用码',

  'two-factor.renew.lead': '备用码遗失或即将用完时，可重新生成10个，原有备用码随即失效。',
  'two-factor.renew.submit': '重新生成备用码',
  'two-factor.off.title': '关闭或更换手机',
  'two-factor.off.lead': '更换手机时，请先关闭两步验证，再用新手机重新启用。须输入密码和验证码（动态码或备用码）。',
  'two-factor.off.submit': '关闭两步验证',
  'two-factor.off.done': '两步验证已关闭，通知邮件已发送给您。',

  'two-factor.step.title': '请完成第二步验证',
  'two-factor.step.lead': '密码正确。请输入手机验证器中的动态码。',
  'two-factor.step.hint': '6位动态码，或任意一个备用码。',
  'two-factor.step.again': '重新登录',
  'two-factor.step.late': '验证超时',
  'two-factor.step.late.lead': '请在十分钟内输入验证码。请重新登录。',

  'two-factor.code.wrong': '验证码不正确或已使用。动态码每30秒更新，请使用下一个。',
  'two-factor.code.unreadable':
    '网站密钥已更换，暂时无法核验动态码。请使用备用码登录并重新设置验证器，或请系统管理员重置两步验证。',
  'two-factor.code.too-many': '错误次数过多，请15分钟后再试；一天内错误满20次，须次日再试。',

  'two-factor.lost.title': '手机遗失怎么办？',
  'two-factor.lost.code': '请输入设置时保存的任意一个备用码代替动态码。',
  'two-factor.lost.new-phone': '登录后先关闭两步验证，再用新手机重新启用，原手机上的动态码即告失效。',
  'two-factor.lost.ask':
    '备用码也遗失的，请联系系统管理员，由其核实身份后在“人员管理”中重置您的两步验证；之后使用密码登录并重新设置。',

  'two-factor.already': '两步验证已启用。',
  'two-factor.not-on': '两步验证未启用。',

  'people.event.second_factor_on': '启用两步验证',
  'people.event.second_factor_off': '关闭两步验证',
  'people.event.second_factor_reset': '管理员重置两步验证',
  'people.event.recovery_renewed': '重新生成备用码',
  'people.event.recovery_used': '使用备用码登录',

  'people.second-factor': '两步验证',
  'people.second-factor.off': '未启用',
  'people.second-factor.reset': '重置两步验证',
  'people.second-factor.reset.lead':
    '适用于手机和备用码均遗失的人员。请先当面或拨打已知电话核实本人身份。重置后其登录立即失效，系统将邮件通知本人。',
  'people.second-factor.reset.submit': '重置两步验证',
  'people.second-factor.reset.done': '两步验证已重置，原有登录已失效，通知邮件已发送。',
  'people.refused.not-on': '对方未启用两步验证。',

  'mail.second-factor.subject':
    '{what, select, on{两步验证已启用} off{两步验证已关闭} reset{管理员已重置您的两步验证} other{登录备用码变动通知}}',
  'mail.second-factor.body':
    '{what, select, on{您的创业街账号已启用两步验证，登录时除密码外还需输入动态码。} off{您的创业街账号已关闭两步验证，现在仅凭密码即可登录。} reset{创业街系统管理员已重置您账号的两步验证。所有登录均已失效，请使用密码登录并重新设置。} recovery_used{有人使用备用码登录了您的创业街账号。剩余备用码：{left}个。} other{您的创业街账号已重新生成备用码，原有备用码已失效。}}\n\n如非本人操作，请立即修改密码并告知系统管理员。',
  'mail.second-factor.action': '查看登录设置',
}

/** How the site treats what it knows of people. */
export const dataProtection = {
  'data.title': '个人信息保护说明',
  'data.link': '个人信息保护',
  'data.lead': '我们收集哪些信息、用于什么、谁能看到、保存多久。项目不需要的信息一律不收集。',
  'data.what': '收集的信息及用途',
  'data.what.browse':
    '浏览房源、优惠政策和使用成本测算无需提供任何个人信息。本网站不设访问统计，也不使用第三方脚本；仅在您收藏、选择币种或登录时使用 Cookie。',
  'data.what.device':
    '为便于离线查看，浏览器会在设备上保存您所收藏房源的公开页面副本。取消收藏后，该房源的副本即删除；退出登录后，全部副本即删除。',
  'data.what.push':
    '如在设备上开启通知，我们会保存浏览器从其推送服务（Google、Mozilla、Apple 或 Microsoft）取得的地址和密钥、浏览器和系统名称、时区、免打扰时段以及最近一次通知时间，并通过该服务提醒您有新进展。推送服务仅能看到我们何时向设备发送过内容，无法读取内容；通知中不含姓名和编号。',
  'data.what.apply': '申请需提供护照姓名、国籍、护照、地址、电话、商业计划及相关材料，用于审核是否符合条件并拟定合同。',
  'data.what.write': '咨询和预约看房需提供姓名和邮箱，用于答复及通知变更。',
  'data.who': '谁能看到',
  'data.who.office': '申请仅由办理该申请的项目工作人员查看；存在利益冲突的人员须回避。',
  'data.who.reads': '工作人员每次打开文件均有记录，您可在申请页面查看由谁、何时打开。',
  'data.who.public': '决定公示仅列明申请编号、房源、用途和公司名称；个人申请仅显示姓名首字母。',
  'data.who.china': '信息在中国境内由绥芬河市有关部门处理。您在提交申请时同意向中国境内传输个人信息。',
  'data.safe': '如何保护',
  'data.safe.text': '网络连接全程加密，密码以不可还原的方式存储，护照号码和文件内容不会写入系统日志。',
  'data.drafts': '长期未修改的草稿',
  'data.days': '{count}天',
  'data.rights': '您的权利',
  'data.rights.take': '将网站掌握的您的全部信息打包下载；',
  'data.rights.correct': '在草稿或补正期间更正填报内容，并可随时更改邮箱；',
  'data.rights.delete': '申请注销账号；',
  'data.rights.ask': '提出疑问和异议。',
  'data.rights.own': '下载或删除本人数据',
  'data.rights.contact': '联系项目办公室',
}

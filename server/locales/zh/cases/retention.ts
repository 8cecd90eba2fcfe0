export const retention = {
  'programme.retention': '数据保存期限',
  'programme.retention.about':
    '个人信息的保存期限为实现处理目的所必要的最短时间（《个人信息保护法》第十九条、第四十七条）。期限届满后由系统自动删除，不可恢复。',
  'programme.keepDocumentsMonths': '已结束申请的材料',
  'programme.keepDocumentsMonths.hint': '自申请结束且未入驻之日起计算。{min}至{max}。',
  'programme.keepCasesMonths': '已结束的申请',
  'programme.keepCasesMonths.hint': '期满后仅保留编号、决定、日期、房源和评分，不保留姓名和填报内容。{min}至{max}。',
  'programme.keepTenanciesMonths': '已结束租约的文件',
  'programme.keepTenanciesMonths.hint':
    '合同、交接记录及照片、报告，自租约结束起算；期满后仅保留日期、房源和数据。{min}至{max}。',
  'programme.keepLettersMonths': '邮件发送记录',
  'programme.keepLettersMonths.hint': '收件人和发送时间；邮件正文不保存。{min}至{max}。',
  'programme.keepEnquiriesMonths': '已答复的咨询',
  'programme.keepEnquiriesMonths.hint': '自咨询之日起计算。{min}至{max}。',
  'case.event.documents_erased': '材料已按保存期限规定删除',
  'case.event.anonymised': '个人信息已按保存期限规定删除',
  'case.retention.documents': '材料已于{day}按保存期限规定删除。',
  'case.retention.anonymised': '个人信息已于{day}按保存期限规定删除。仅保留编号、决定、日期、房源和评分。',
  'letters.erased': '文件已于{day}按保存期限删除；校验值仍可证明副本真实',
}

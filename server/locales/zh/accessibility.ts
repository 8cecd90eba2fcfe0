import type { accessibility as ru } from '../ru/accessibility.ts'

export const accessibility: Record<keyof typeof ru, string> = {
  'accessibility.title': '无障碍说明',
  'accessibility.lead':
    '本网站力求人人可用：可使用键盘或读屏软件操作，方便低视力人士，支持手机访问，不启用脚本也能使用。我们遵循 WCAG 2.2 的 A 级和 AA 级要求。',
  'accessibility.to.enlarged': '大字版',
  'accessibility.to.enlarged.sign': '大字',
  'accessibility.to.standard': '标准版',
  'accessibility.to.standard.sign': '标准',
  'accessibility.enlarged':
    '如阅读标准版有困难，请切换到大字版：文字更大，按钮和链接更大，内容单栏排列。您的选择将在本浏览器中保存一年。',
  'accessibility.how': '网站设计',
  'accessibility.how.keyboard': '凡可用鼠标完成的操作均可用键盘完成；当前位置清晰可见，每页开头均设有直达正文的链接。',
  'accessibility.how.zoom': '页面可放大至两倍；在窄屏上，除宽表格外无需横向滚动。',
  'accessibility.how.pictures':
    '房源照片均配有三种语言的文字说明；街区平面图旁设有列表，图表旁设有表格。颜色从不作为唯一的标识。',
  'accessibility.how.scripts': '包括提交申请在内的全部功能，不启用脚本也可使用；网络较差时网站同样可以打开。',
  'accessibility.how.motion':
    '如您在系统设置中选择减少动态效果，页面将不再出现动画；系统的深色模式和高对比度模式同样适用。',
  'accessibility.tested': '检测方式',
  'accessibility.tested.rules':
    '网站每次修改后，均由 axe 程序依据 WCAG 规则，以三种语言、按手机和电脑的宽度，检测访客、申请人和工作人员使用的页面。每类页面另由 IBM 和 Siteimprove Alfa 两个程序各检测一页；六条使用路径由我们按读屏软件读出的内容逐句核对。',
  'accessibility.tested.journeys': '搜索、对比、成本测算和各类表单还会仅用键盘、不启用脚本各走一遍。',
  'accessibility.limits': '尚待完善之处',
  'accessibility.limits.files':
    '申请人和办公室上传的扫描件按原样显示，其中可能没有可供读屏软件识别的文字。如有需要，办公室可为您朗读或说明文件内容。',
  'accessibility.limits.photos': '照片说明可能稍有延迟：由工作人员在上传照片时填写。',
  'accessibility.limits.people': '本网站尚未经过第三方评估，也尚未邀请残障人士试用。',
  'accessibility.contact.heading': '如遇障碍',
  'accessibility.contact': '请告知在哪个页面遇到了什么问题：办公室将协助您以其他方式提交申请，我们也会及时修正。',
  'accessibility.contact.link': '联系办公室',
}

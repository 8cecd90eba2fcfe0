import type { documents as ru } from '../ru/documents.ts'

export const documents: Record<keyof typeof ru, string> = {
  'document.kind.passport': '护照',
  'document.kind.business_plan': '商业计划书',
  'document.kind.experience': '从业经历（作品、照片、推荐信）',
  'document.kind.company_extract': '公司登记信息摘录',
  'document.kind.company_charter': '公司章程',
  'document.kind.ownership_statement': '股权结构说明',
  'document.kind.power_of_attorney': '授权委托书',
  'document.kind.agent_passport': '代理人护照',
  'document.kind.permit': '经营许可（食品、酒类、卫生）',
  'document.kind.fit_out_drawing': '装修图纸',
  'document.kind.business_licence': '营业执照',
  'document.kind.notarised_translation': '公证译文（附加证明书）',
  'upload.hint':
    '支持 {types}。单个文件不超过 {fileLimit}，每份申请最多 {files} 个文件、合计 {totalLimit}，可一次选择多个。',
  'upload.none': '请至少选择一个文件。',
  'upload.broken': '文件未完整送达，均未保存，请重新上传。',
  'upload.flood': '一次上传的数据过多，均未保存，请分几次上传。',
  'upload.refused.empty': '“{name}”是空文件（0 字节）。',
  'upload.refused.too-large': '“{name}”超过 {fileLimit}，请压缩或拆分后再上传。',
  'upload.refused.extension': '“{name}”的文件类型不受支持，可上传 {types}。',
  'upload.refused.content': '“{name}”的内容与扩展名不符，请重新另存为 {types} 格式。',
  'upload.refused.unpacked': '“{name}”解压后的内容过大，请另存为不超过 {fileLimit} 的 PDF。',
  'upload.refused.damaged': '“{name}”已损坏或设有密码，请去除密码后重新上传。',
  'upload.refused.too-many': '“{name}”未保存：每份申请最多 {files, plural, other{#}} 个文件。',
  'upload.refused.no-room': '“{name}”未保存：每份申请的文件合计不超过 {totalLimit}。',
}

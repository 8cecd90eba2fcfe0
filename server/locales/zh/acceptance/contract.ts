import type { contract as ru } from '#server/locales/ru/acceptance/contract.ts'

/** The contract: a text complete enough to be edited by a lawyer; square brackets mark what the office has to decide. */
export const contract: Record<keyof typeof ru, string> = {
  'contract.clause.subject.title': '合同标的',
  'contract.clause.subject.text':
    '甲方按照创业街项目，将上述房屋免租交由乙方使用；乙方接收房屋，并按本合同约定使用。\n\n甲方有权将该房屋交由他人使用：【证明该权利的文件】。\n\n房屋组成、设备、表计读数和已知缺陷以交接记录为准。交接记录和平面图为本合同的组成部分。',
  'contract.clause.term.title': '期限',
  'contract.clause.term.text':
    '免租期为{term}，自交接记录载明的交接之日起计算。\n\n按项目规定暂停计算免租期的，免租期终止日按暂停天数相应顺延。\n\n免租期届满，本合同终止；双方在届满前书面约定续约或者付费租赁的除外。上述市场租金为本合同拟定当日的标准，可能调整。\n\n乙方续约的，应当在租约页面提出。【提出续约的期限】',
  'contract.clause.payments.title': '应付费用',
  'contract.clause.payments.text':
    '免租期内不收取租金。\n\n物业费和供暖费由乙方按上述标准缴纳；电费、水费及其他公用事业费用按表计读数和供应单位价格，由乙方承担。\n\n乙方经营所产生的税费由乙方自行缴纳。\n\n【缴费时间、方式、收款人及逾期后果】',
  'contract.clause.deposit.title': '押金',
  'contract.clause.deposit.text':
    '押金数额见上表。【缴纳时间和收款账号】\n\n房屋交还后，甲方扣除乙方依本合同尚欠的款项，将剩余押金退还乙方。【退还期限】',
  'contract.clause.handover.title': '房屋状况与交接',
  'contract.clause.handover.text':
    '房屋按交接记录所载状况移交，交接记录包括表计读数、物品清单、照片和双方签字。\n\n交接时乙方应当查看房屋，发现缺陷的，当场提出并记入交接记录。\n\n查看时无法发现的缺陷，乙方应当在发现后及时告知甲方。【由谁修复及期限】',
  'contract.clause.use.title': '使用',
  'contract.clause.use.text':
    '房屋只能按上述用途使用，并用于申请中所述的经营。变更用途须经甲方书面同意。\n\n房源信息中注明不得从事的用途、法律禁止的活动，以及依法须经许可而乙方未取得许可的活动，均不得在房屋内进行。\n\n【其他禁止用途；营业时间；招牌】',
  'contract.clause.alterations.title': '装修与改造',
  'contract.clause.alterations.text':
    '装修和改造须经甲方书面同意，并按双方确认的图纸进行。\n\n所需许可由乙方办理；施工不得损害建筑结构和消防安全。\n\n【改善部分的费用承担及合同终止后的处理】',
  'contract.clause.upkeep.title': '维护与修缮',
  'contract.clause.upkeep.text':
    '乙方应当妥善使用和维护房屋及随房屋移交的物品，因其原因造成损坏的，应当赔偿。\n\n【建筑结构及公共系统、装修及设备的修缮责任划分】',
  'contract.clause.insurance.title': '保险',
  'contract.clause.insurance.text': '【投保范围、保险金额、费用承担及乙方提供保单的时间】',
  'contract.clause.subletting.title': '转租',
  'contract.clause.subletting.text': '乙方不得将房屋全部或者部分转租、交由他人使用，不得转让本合同项下的权利。',
  'contract.clause.inspections.title': '检查',
  'contract.clause.inspections.text':
    '甲方有权检查房屋的使用情况。计划内的检查提前告知；计划外的检查可以不预先通知。\n\n检查发现的问题应以书面形式告知并载明整改期限，乙方可以逐项答复。\n\n【检查时间及在场人员】',
  'contract.clause.programme.title': '项目履约事项',
  'contract.clause.programme.text':
    '乙方应当自交接之日起{opening}内开业。交接前甲方尚未认可其营业执照的，乙方应当自交接之日起{licence}内取得营业执照。须待装修完成后办理的许可和验收，乙方应当在开业前取得。\n\n乙方应当在租约期内每季度报告营业额和就业人数，并每年接受一次年度评估。具体日期见租约页面。\n\n下文如列有尚需满足的条件，乙方应当在载明的期限内满足。\n\n暂停计算免租期的，暂停开始时尚未履行且在其后到期的事项，其期限按暂停天数相应顺延。',
  'contract.clause.breach.title': '违约',
  'contract.clause.breach.text':
    '乙方违反本合同的，甲方书面告知违约事项和整改期限。【最短整改期限】\n\n一方违约给对方造成损失的，依法承担赔偿责任。【双方约定的违约金】',
  'contract.clause.termination.title': '合同终止',
  'contract.clause.termination.text':
    '本合同因期限届满、双方协商一致或者乙方提出退租通知而终止；退租通知应当载明最后使用日。【提前通知的期限】\n\n有下列情形之一的，甲方可以解除合同：违约未按期整改；未按期开业；未提交报告；未缴纳供暖费、物业费或者公用事业费用；将房屋交由他人使用；违法使用或者擅自改变约定用途；申请材料含虚假信息。【其他事由】\n\n解除由两名工作人员共同决定，以书面形式说明理由并送达乙方。决定载明申诉期限的，乙方可以在该期限内提出申诉；申诉答复之前，房屋仍由乙方使用。',
  'contract.clause.return.title': '房屋交还',
  'contract.clause.return.text':
    '乙方应当在最后使用日腾空房屋并交还钥匙。双方共同进行退租查验，抄录表计读数并制作记录。\n\n除正常损耗和经同意的改造外，房屋应当按接收时的状况交还。【遗留物品的处理】',
  'contract.clause.force-majeure.title': '不可抗力',
  'contract.clause.force-majeure.text':
    '因不能预见、不能避免且不能克服的客观情况不能履行合同的一方，在该情况持续期间不承担责任。\n\n该方应当及时通知对方并提供证明。【期限和证明形式】',
  'contract.clause.notices.title': '通知与送达',
  'contract.clause.notices.text':
    '本合同项下的通知采用书面形式，通过申请页面、租约页面及对方提供的电子邮箱发送。\n\n【双方通讯地址；通知视为送达的时间】',
  'contract.clause.disputes.title': '适用法律与争议解决',
  'contract.clause.disputes.text':
    '【适用法律：一般为房屋所在地中华人民共和国法律，由律师确认】\n\n发生争议，双方应当协商解决；协商不成的：【法院或者仲裁机构】。',
  'contract.clause.languages.title': '语言',
  'contract.clause.languages.text':
    '本合同以中文订立；乙方需要其他语言的，同时附该语言文本。两种文本不一致时，以中文文本为准。',
  'contract.clause.final.title': '附则',
  'contract.clause.final.text':
    '本合同自双方签字且甲方盖章之日起生效。变更须采用书面形式。\n\n【合同份数；交接记录、平面图以外的附件；其他约定】',
  'contract.title': '房屋免租使用合同',
  'contract.draft': '草案。文本由本市律师确认；方括号内为办公室尚待确定的内容。',
  'contract.party-a': '甲方',
  'contract.party-a.name': '名称',
  'contract.party-a.address': '地址',
  'contract.party-a.gap': '【与印章一致的名称】',
  'contract.party-a.signatory': '签署人',
  'contract.party-a.signatory.gap': '【职务、姓名及授权依据】',
  'contracts.days': '{count, plural, other{#日}}',
  'contracts.months': '{count, plural, other{#个月}}',
  'contract.sign': '签字',
  'contract.sign.seal': '盖章',
  'contract.sign.name': '姓名、职务',
  'contract.sign.day': '地点、日期',
  'contract.sample': '样张：内容为示例，文本取自草稿。',
}

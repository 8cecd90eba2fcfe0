import type { answers as ru } from '#server/locales/ru/guides/answers.ts'

export const answers: Record<keyof typeof ru, string> = {
  'answers.title': '常见问题解答',
  'answers.lead': '申请前后经常问到的问题。文中的期限和数字以项目现行规定为准。',
  'answers.search': '搜索解答',
  'answers.find': '搜索',
  'answers.found': '{count, plural, other{共#条解答}}',
  'answers.none': '没有相关解答。请换用其他词语，或咨询顾问。',
  'answers.all': '全部问题',
  'answers.ask': '没有找到答案？请咨询顾问：',
  'answers.see': '另请参阅',
  'answers.link': '常见问题解答',
  'answers.topic.programme': '项目介绍',
  'answers.topic.costs': '费用',
  'answers.topic.applying': '申请',
  'answers.topic.decision': '决定',
  'answers.topic.rules': '租赁及规定',
  'answers.what.question': '俄罗斯创业街是什么？',
  'answers.what.answer': '这是绥芬河市的项目：把一条街上的房源提供给创业者，免租金{rentFreeMonths}个月。{confirmation}',
  'answers.who.question': '哪些人可以申请？',
  'answers.who.answer':
    '{who, select, anybody{任何国家的公民} other{办公室名单所列国家的公民（名单见申请表）}}均可申请，可以本人名义，也可代表所在公司。拟设立的公司也可以填写。',
  'answers.company.question': '申请前需要先在中国设立公司吗？',
  'answers.company.answer':
    '不需要。个人、俄罗斯公司、中国公司、其他国家的公司以及拟设立公司者均可申请。签约前须在中国注册公司或登记为个体工商户。接受入驻通知后，如房源可作注册地址，办公室会出具住所使用证明。',
  'answers.language.question': '可以用哪种语言申请？',
  'answers.language.answer': '俄文、英文或中文均可。决定以您使用的语言和中文发出。文件的中文公证译文在签约前才需要。',
  'answers.visa.question': '可以免签入境并工作吗？',
  'answers.visa.answer':
    '商务访问与工作是两回事。免签入境的条件、有效期和来源见优惠政策。外国人在中国工作须办理工作许可。',
  'answers.taxes.question': '哪些税费较低？',
  'answers.taxes.answer':
    '取决于经营内容和地点。每项优惠政策均有单独页面，注明来源、核对日期和有效期。货物只有在综合保税区内才免关税，进入街上店铺的货物不适用。',
  'answers.free.question': '具体免收什么？',
  'answers.free.answer':
    '免收租金，月数以房源信息为准，一般为{rentFreeMonths}个月，自交接之日起算。除房源信息另有说明外，物业费、供暖费、水电费和押金不在其内。',
  'answers.pay.question': '从第一个月起要交哪些费用？',
  'answers.pay.answer':
    '物业费按月、供暖费按供暖季（10月15日至次年4月15日）收取，均按面积计算；水电费按表计收。各项金额见房源页面，其中属于估算的均有注明。',
  'answers.deposit.question': '押金会退还吗？',
  'answers.deposit.answer': '押金一次性缴纳，退租时退还。金额见房源页面。',
  'answers.after.question': '免租期满后怎么办？',
  'answers.after.answer':
    '我们会在期满前12个月、6个月、3个月和1个月提醒您。届时可以续约、转为付费租赁，或结束租赁。房源页面所列市场租金为当前水平，并非预测。',
  'answers.fee.question': '申请要花多少钱？',
  'answers.fee.answer': '本网站不收费。翻译、公证和附加证明书的费用由您承担，但签约前才需要；申请时提交副本即可。',
  'answers.calculator.question': '成本测算中的费率是官方数字吗？',
  'answers.calculator.answer':
    '不是。所有费率均由您自行填写，初始数值仅为示例。关税和税款因产品而异，请向海关和税务机关核实。',
  'answers.find.question': '怎样找到合适的房源？',
  'answers.find.answer':
    '可回答“按需选房”的六个问题，也可按面积、用途、设施和费用搜索。找到的房源可以对比、收藏，并可在房源页面预约看房。',
  'answers.choices.question': '一次可以申请几处房源？',
  'answers.choices.answer': '一份申请按志愿顺序最多填三处房源，只能选择正在接受申请的房源。',
  'answers.documents.question': '需要哪些文件？',
  'answers.documents.answer':
    '必备文件：护照或居民身份证、商业计划书和经验证明。公司另需公司登记信息摘录、公司章程和股权结构说明；由代理人申请的，另需授权委托书和代理人护照或居民身份证。单个文件不超过{fileLimit}，一份申请合计不超过{totalLimit}。',
  'answers.draft.question': '可以中途停下，以后再填吗？',
  'answers.draft.answer': '可以。各部分未填完也可保存，草稿自最后一次修改起保留{draftDays}天，删除前一周会发邮件提醒。',
  'answers.correct.question': '提交后还能修改吗？',
  'answers.correct.answer':
    '提交后的内容不再变动。如需补充，办公室会向您提出，您有{answerDays}个工作日答复。您可以在申请页面给办公室发消息，也可以撤回申请。',
  'answers.data.question': '谁能看到我的信息和文件？',
  'answers.data.answer':
    '只有办理您申请的项目经办人。每次打开文件都有记录，您可以看到何人何时打开。您可以在账号页面下载或删除本人的信息。',
  'answers.judged.question': '申请如何评审？',
  'answers.judged.answer':
    '评审人按统一标准打分，并须事先声明没有利益冲突。决定由未参加评审的人员作出，决定书中写明理由。',
  'answers.time.question': '申请办理需要多长时间？',
  'answers.time.answer':
    '办公室力争在{intakeDays}个工作日内开始办理申请，对可作决定的申请在{decisionDays}个工作日内作出决定。各步骤的实际用时见流程说明和项目数据。',
  'answers.status.question': '在哪里查看申请进度？',
  'answers.status.answer':
    '在“我的申请”中打开该申请，可以看到已办事项、当前由谁办理以及期限。决定和补正要求也会发邮件通知。',
  'answers.waiting.question': '如果房源给了别人怎么办？',
  'answers.waiting.answer':
    '获批的申请可列入候补名单，最长{waitingMonths}个月，您可以看到自己的位次。房源空出后，将提供给下一位。',
  'answers.appeal.question': '对决定有异议怎么办？',
  'answers.appeal.answer': '可在{appealDays}天内提出。受理地址见决定书，请注明申请编号。',
  'answers.offer.question': '收到入驻通知后，有多长时间考虑？',
  'answers.offer.answer':
    '房源已预留{offerDays}天，截止日期见申请页面。逾期未答复的，入驻通知失效，房源另行提供给他人。',
  'answers.before-contract.question': '从接受入驻通知到签约，需要办理哪些事项？',
  'answers.before-contract.answer':
    '接受入驻通知后的页面列明各项条件及期限：注册公司、提交营业执照、办理公证译文，需要时取得经营许可。全部办妥后签订合同。',
  'answers.handover.question': '免租期从哪天算起？',
  'answers.handover.answer': '自房屋交接之日起算，而非签约之日。当天记录表底数、物品清单和照片，您可以在租约页面查看。',
  'answers.duties.question': '承租人有哪些义务？',
  'answers.duties.answer':
    '交接后{licenceDays}天内取得营业执照，{openDays}天内开业；每季度报送营业额和就业人数；按约定用途使用房屋并按时缴费。各项期限见租约页面，届时会发邮件提醒。',
  'answers.sublet.question': '可以转租吗？',
  'answers.sublet.answer': '不可以。不得将房屋转给他人，转租属于解除事由。如需合伙或改变用途，请事先咨询办公室。',
  'answers.leave.question': '可以提前退租吗？',
  'answers.leave.answer':
    '可以。请在租约页面提交退租通知并注明最后一天；次日结束前可以撤回。退租时查验房屋，押金退还。',
  'answers.end.question': '市里在什么情况下可以解除租约？',
  'answers.end.answer':
    '只能依据规定的解除事由：违约未整改、未按期开业、未报送报告或未缴费、转租、提供不实信息等，并须由另一名工作人员确认。{appeals, select, all{您可以提出申诉，答复之前房屋仍由您使用。} some{能否申诉以决定书所载为准；可以申诉的，答复之前房屋仍由您使用。} other{}}',
  'guides.how.title': '从选房到交接：办理流程',
  'guides.how.link': '查看全部步骤、用时和费用',
  'guides.how.lead': '每一步做什么、由谁办理、需要多长时间。“实际用时”为项目数据中的中位数。',
  'guides.how.step.find': '选择房源',
  'guides.how.step.prepare': '准备文件',
  'guides.how.step.apply': '填写并提交申请',
  'guides.how.step.review': '审核与评审',
  'guides.how.step.decision': '作出决定',
  'guides.how.step.offer': '答复入驻通知',
  'guides.how.step.company': '注册公司',
  'guides.how.step.contract': '签订合同',
  'guides.how.step.handover': '房屋交接',
  'guides.how.who.you': '由您办理',
  'guides.how.who.office': '由办公室办理',
  'guides.how.who.both': '双方共同办理',
  'guides.how.time.yours': '时间由您安排。',
  'guides.how.time.intake': '办公室力争在{days}个工作日内开始办理。',
  'guides.how.time.decision': '办公室力争在{days}个工作日内作出决定。',
  'guides.how.time.offer': '您有{days}天答复。',
  'guides.how.time.conditions': '各项条件的期限由办公室确定。',
  'guides.how.time.handover': '交接日期与您商定。',
  'guides.how.took.screening': '实际用时（{month}）：审核{days}天（中位数）。',
  'guides.how.took.review': '实际用时（{month}）：评审{days}天（中位数）。',
  'guides.how.took.decision': '实际用时（{month}）：决定{days}天（中位数）。',
  'guides.how.took.offered': '实际用时（{month}）：申请人答复{days}天（中位数）。',
  'guides.how.no-figures': '申请数量较少时不公布实际用时，以免识别出个人。',
  'guides.how.answers': '常见问题',
}

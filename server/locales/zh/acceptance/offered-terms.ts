/** The terms that an offer keeps. */
export const offeredTerms = {
  'offer.terms.title': '入驻条款',
  'offer.terms.accepted': '所接受的入驻条款',
  'offer.terms.accepted-on': '接受日期',
  'offer.terms.open-until': '入驻通知期限',
  'offer.terms.about': '您接受入驻后，合同将采用以上条款，即使房源信息在此期间有变动。',
  'offer.terms.draft': '合同草案（PDF）',
  'offer.terms.rent-after': '期满后的市场租金（以通知之日为准）',
  'offer.terms.handover': '最早交接日期',
  'offer.terms.handover.from': '{day}起',
  'offer.terms.handover.any': '合同签订后即可交接',
  'offer.terms.conditions': '签约条件',
  'offer.terms.condition': '{what}：接受入驻后{count, plural, other{#日}}内',
  'application.offer-terms-since': '您打开页面之后，该房源的条款已有变更。请查看下方条款后重新选择。',
  'application.terms-since': '此入驻通知的条款与您页面上所示的不同。请先阅读下方条款，再决定是否接受。',
  'lease.pdf.rent-after.offered': '期满后的市场租金（以{day}的入驻通知为准）',
  'lease.pdf.of-offer': '入驻通知所附草案，并非合同。金额、月数和条件以入驻通知为准；方括号内为尚待确定的内容。',
  'listing.offered':
    '该房源已发出入驻通知。无论您在此如何修改，通知中的费用、押金、租金、免租月数和交接日期均保持不变。',
  'listing.offered.row': '已发出入驻通知：通知条款保持不变。',
}

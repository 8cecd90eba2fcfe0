/** What a unit lacks for a plan, and that it is offered all the same. */
export const misfits = {
  'case.misfit.use': '不允许该用途',
  'case.misfit.power': '电力不足',
  'case.misfit.water': '不通水',
  'case.misfit.extraction': '没有排烟设施',
  'case.misfit.why': '理由：{reason}（{name}）',
  'case.misfit.tick': '我已知悉该房源的不足，仍予提供',
  'case.field.misfit': '房源不符合经营计划',
  'case.field.misfitReason': '仍予提供的理由',
  'case.hint.misfitReason': '勾选上项时必填。仅工作人员可见，申请人看不到。',
  'case.fact.misfit': '不符合经营计划',
  'application.misfit': '该房源不能满足计划的需要，见上文。请确认并说明仍予提供的理由，或另选房源。',
  'application.misfit-new': '您打开页面之后，该房源又有新的不符之处，见上文。请重新确认。',
  'application.misfit-reason': '请说明房源不符合计划而仍予提供的理由。',
  'bulk.refused.misfit': '房源{code}不符合经营计划：请在该申请的页面上单独决定并确认。',
}

// Not TypeScript: the types of Alfa would make those of browsers known to the whole program (alfa.d.ts says what is used of it).
import { Audit, Outcome } from '@siteimprove/alfa-act'
import { Device } from '@siteimprove/alfa-device'
import { Node } from '@siteimprove/alfa-dom'
import { Request, Response } from '@siteimprove/alfa-http'
import rules from '@siteimprove/alfa-rules'
import { Conformance, Criterion } from '@siteimprove/alfa-wcag'
import { Page } from '@siteimprove/alfa-web'

const rulesOfAA = [...rules].filter(rule =>
  rule.hasRequirement(requirement => Criterion.isCriterion(requirement) && Conformance.isAA()(requirement)),
)
const quickRules = rulesOfAA.filter(({ uri }) => !uri.endsWith('/sia-r65'))

export async function judgedByAlfa(seen, { quick }) {
  const device = Device.from(seen.device)
  const page = Page.of(Request.empty(), Response.empty(), Node.from(seen.document, device), device)
  const outcomes = await Audit.of(page, quick ? quickRules : rulesOfAA).evaluate()
  return [...outcomes].filter(Outcome.isFailed).map(({ rule, target }) => ({
    rule: rule.uri.split('/').at(-1),
    where: String(target).replace(/\s+/g, ' ').slice(0, 160),
  }))
}

// JavaScript, because the types of Alfa would declare those of browsers for the whole program (alfa.d.ts declares what is
// used).
import { Audit, Outcome } from '@siteimprove/alfa-act'
import { Device } from '@siteimprove/alfa-device'
import { Element, Node } from '@siteimprove/alfa-dom'
import { Request, Response } from '@siteimprove/alfa-http'
import rules from '@siteimprove/alfa-rules'
import { Conformance, Criterion } from '@siteimprove/alfa-wcag'
import { Page } from '@siteimprove/alfa-web'

const rulesOfAA = [...rules].filter(rule =>
  rule.hasRequirement(requirement => Criterion.isCriterion(requirement) && Conformance.isAA()(requirement)),
)
const quickRules = rulesOfAA.filter(({ uri }) => !uri.endsWith('/sia-r65'))
const isAboutSize = ({ uri }) => uri.endsWith('/sia-r113')
const sizesAlone = rulesOfAA.filter(isAboutSize)

export async function judgedByAlfa(seen, { quick, opened = false }) {
  const { document, device: asked } = JSON.parse(seen)
  const device = Device.from(asked)
  const page = Page.of(Request.empty(), Response.empty(), Node.from(document, device), device)
  const outcomes = await Audit.of(page, rulesFor({ quick, opened })).evaluate()
  return [...outcomes]
    .filter(Outcome.isFailed)
    .filter(({ rule, target }) => !isAboutSize(rule) || (opened ? !framesOf(target).isEmpty() : !isCut(target, device)))
    .map(({ rule, target }) => ({
      rule: rule.uri.split('/').at(-1),
      where: String(target).replace(/\s+/g, ' ').slice(0, 160),
    }))
}

function rulesFor({ quick, opened }) {
  if (opened) return sizesAlone
  return quick ? quickRules : rulesOfAA
}

/** Returns the scrolling frames around it, which `opened-frames.js` has marked. */
const framesOf = target =>
  target
    .ancestors()
    .filter(Element.isElement)
    .filter(({ attributes }) => [...attributes].some(({ name }) => name === 'data-scrolls'))

/** Checks whether it is partly or completely outside such a frame: it has its size where the frame is opened. */
const isCut = (target, device) =>
  target
    .getBoundingBox(device)
    .some(box => framesOf(target).some(frame => frame.getBoundingBox(device).some(around => !around.contains(box))))

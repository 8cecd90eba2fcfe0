import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Result } from 'axe-core'
import type { Frame } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Failures are shown as HTML: a path to each element takes a fifth of the time. */
const asked = { iframes: false, resultTypes: ['violations'], selectors: false }
const allButContrast = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  rules: { 'color-contrast': { enabled: false } },
}
const contrast = { runOnly: { type: 'rule', values: ['color-contrast'] } }

const run = (frame: Frame, context: string, rules: object): Promise<Result[]> =>
  frame.evaluate(`axe.run(${context}, ${JSON.stringify({ ...asked, ...rules })}).then(({ violations }) => violations)`)

/** Returns what axe finds in a frame against WCAG 2.2 A and AA, of any impact. Frames within it are checked separately. */
export async function violationsIn(frame: Frame): Promise<Result[]> {
  // A page that is looked at in several states has axe already: half a megabyte, 25 to 60 ms.
  if (!(await frame.evaluate(`'axe' in globalThis`))) await frame.evaluate(axe)
  const violations = await run(frame, 'document', allButContrast)
  const news = await newLooksIn(frame)
  if (news.size === 0) return violations
  const context = `{ include: ${JSON.stringify([...news.values()])}.map(at => elementsLookedAt[at]) }`
  const tooFaint = await run(frame, context, contrast)
  if (tooFaint.length === 0) for (const look of news.keys()) contrastsSeen.add(look)
  return [...violations, ...tooFaint]
}

/**
 * Looks of texts whose contrast was sufficient. Contrast takes two thirds of axe's time, and pages consist of the same
 * parts: a text with the same colour, size and weight on the same backgrounds is not checked again in a process.
 */
const contrastsSeen = new Set<string>()

/** Returns how many looks this process has found sufficient or undecidable. */
export const contrastsAsked = () => contrastsSeen.size

/** Returns the new looks of a frame, each with the index of one text in the page's `elementsLookedAt`. */
async function newLooksIn(frame: Frame): Promise<Map<string, number>> {
  const chains: string[] = []
  const news = new Map<string, number>()
  // Returned as text: Playwright is slow with the thousands of values of a page.
  const looks = JSON.parse(await frame.evaluate<string>(`JSON.stringify(${readLooks})`)) as Look[]
  for (const [at, [parent, ground, text]] of looks.entries()) {
    chains.push(hash(`${chains[parent] ?? ''} ${ground}`))
    const look = hash(`${chains[at]} ${text}`)
    if (text && !contrastsSeen.has(look)) news.set(look, at)
  }
  return news
}

const hash = (text: string) => createHash('sha1').update(text).digest('base64')

/** An element: the index of its parent, the background it adds, and the look of its text; empty without text. */
type Look = [parent: number, ground: string, text: string]

const readLooks = `(() => {
  globalThis.elementsLookedAt = [...document.querySelectorAll('*')]
  const places = new Map(elementsLookedAt.map((element, at) => [element, at]))
  const styles = elementsLookedAt.map(element => getComputedStyle(element))
  const boxes = elementsLookedAt.map(element => element.getBoundingClientRect())
  // What is folded has a box as well, and axe passes over it.
  const isShown = element => element.checkVisibility({ visibilityProperty: true })
  const over = [...places.values()].filter(at => /absolute|fixed|sticky/.test(styles[at].position) && isShown(elementsLookedAt[at]))
  const shapes = [...places.values()].filter(at => /^(?:rect|path|polygon|circle|ellipse)$/.test(elementsLookedAt[at].localName))
  // Text of a drawing lies on shapes beside it, not on what it stands in.
  const shapesUnder = ({ ownerSVGElement }, box) => !ownerSVGElement ? [] : shapes.filter(at => {
    const { left, right, top, bottom } = boxes[at]
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
    return elementsLookedAt[at].ownerSVGElement === ownerSVGElement && left <= x && right >= x && top <= y && bottom >= y
  }).map(at => styles[at].fill + styles[at].fillOpacity + styles[at].opacity)
  const isField = element => /^(?:input|select|textarea)$/.test(element.localName)
  const wordsOf = element => isField(element) ? element.value || element.placeholder || '' :
    [...element.childNodes].map(({ nodeType, data }) => nodeType === 3 ? data : '').join('').trim()
  // axe passes over what is off, and over single signs: another text of these looks is still to be asked for.
  const isOff = element => element.disabled || element.control?.disabled || element.ariaDisabled === 'true'
  const ground = at => {
    const { backgroundColor, backgroundImage, opacity, position, mixBlendMode, filter } = styles[at]
    const { localName, className } = elementsLookedAt[at]
    const name = localName + '.' + (className.baseVal ?? className)
    return [name, backgroundColor, backgroundImage, opacity, position, mixBlendMode, filter, isOff(elementsLookedAt[at])].join()
  }
  const text = at => {
    const element = elementsLookedAt[at]
    const [words, box, style] = [wordsOf(element), boxes[at], styles[at]]
    if (!words || box.width <= 1 || box.height <= 1 || !isShown(element)) return ''
    const meets = other => {
      const across = boxes[other]
      return across.left < box.right && across.right > box.left && across.top < box.bottom && across.bottom > box.top &&
        !elementsLookedAt[other].contains(element)
    }
    const kind = [words.length > 1, /[\\p{L}\\p{N}]/u.test(words)].join()
    const { color, fill, fontSize, fontWeight, textShadow, webkitTextFillColor, clip, clipPath } = style
    const drawn = [...shapesUnder(element, box), ...over.filter(meets).map(ground)]
    return [kind, color, fill, fontSize, fontWeight, textShadow, webkitTextFillColor, clip, clipPath, ...drawn].join()
  }
  return elementsLookedAt.map((element, at) => [places.get(element.parentElement) ?? -1, ground(at), text(at)])
})()`

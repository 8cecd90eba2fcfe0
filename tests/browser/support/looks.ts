/**
 * Looks that were sufficient. Pages consist of the same parts: a text with the same colour, size and weight on the same
 * backgrounds, a link in the same text and a small target with the same neighbours are not checked again in a process.
 */
const looksSeen = new Set<string>()

/** Returns how many looks this process has found sufficient or undecidable. */
export const looksAsked = () => looksSeen.size

/** Remembers looks that were found sufficient. */
export function rememberLooks(sufficient: Iterable<string>): void {
  for (const look of sufficient) looksSeen.add(look)
}

/**
 * The looks of a frame's elements. Each is the number of its parent in `looks`, and four numbers of texts in `strings`: the
 * background that it adds, the look of its own text, that of a link in text, and that of a target for a finger with others
 * in its way. A look is an empty text where axe passes over the element or cannot but be content.
 */
export type Looks = { strings: string[]; looks: Look[] }
type Look = [parent: number, ground: number, text: number, link: number, target: number]

/** Returns the new looks of a frame, each with the index of one element in the page's `elementsLookedAt`. */
export function newAmong({ strings, looks }: Looks): Map<string, number> {
  const numbers = strings.map(numberOf)
  const chains: number[] = []
  const news = new Map<string, number>()
  for (const [at, [parent, ground, ...parts]] of looks.entries()) {
    const chain = numberOf(`${chains[parent] ?? ''}>${numbers[ground]}`)
    chains.push(chain)
    for (const part of parts) {
      const look = `${chain} ${numbers[part]}`
      if (strings[part] && !looksSeen.has(look)) news.set(look, at)
    }
  }
  return news
}

/** Texts and chains of backgrounds that this process has met, numbered. */
const met = new Map<string, number>()
function numberOf(text: string): number {
  const number = met.get(text) ?? met.size
  met.set(text, number)
  return number
}

/**
 * An expression for the page: returns the `Looks` of all its elements, and keeps the elements in `elementsLookedAt`. Follows
 * axe 4.13 in what it compares and what it passes over.
 */
export const readLooks = `(() => {
  globalThis.elementsLookedAt = [...document.querySelectorAll('*')]
  const places = new Map(elementsLookedAt.map((element, at) => [element, at]))
  const styles = elementsLookedAt.map(element => getComputedStyle(element))
  const displays = styles.map(({ display }) => display)
  const boxes = elementsLookedAt.map(element => {
    const { left, right, top, bottom, width, height } = element.getBoundingClientRect()
    return { left, right, top, bottom, width, height }
  })
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
  const grounds = elementsLookedAt.map((element, at) => {
    const { backgroundColor, backgroundImage, opacity, position, mixBlendMode, filter } = styles[at]
    const { localName, className } = element
    const name = localName + '.' + (className.baseVal ?? className)
    return [name, backgroundColor, backgroundImage, opacity, position, mixBlendMode, filter, isOff(element)].join()
  })
  const isNear = (one, other, room) => one.left - room < other.right && one.right + room > other.left &&
    one.top - room < other.bottom && one.bottom + room > other.top
  const groundsOver = at => over
    .filter(other => isNear(boxes[other], boxes[at], 0) && !elementsLookedAt[other].contains(elementsLookedAt[at])).map(other => grounds[other])
  // What waits beside the window, as a skip link does, is passed over by axe, too.
  const isSeen = at => boxes[at].width > 1 && boxes[at].height > 1 && boxes[at].right > 0 && isShown(elementsLookedAt[at])
  const text = at => {
    const element = elementsLookedAt[at]
    const [words, box, style] = [wordsOf(element), boxes[at], styles[at]]
    if (!words || !isSeen(at)) return ''
    const kind = [words.length > 1, /[\\p{L}\\p{N}]/u.test(words)].join()
    const { color, fill, fontSize, fontWeight, textShadow, webkitTextFillColor, clip, clipPath } = style
    const drawn = [...shapesUnder(element, box), ...groundsOver(at)]
    return [kind, color, fill, fontSize, fontWeight, textShadow, webkitTextFillColor, clip, clipPath, ...drawn].join()
  }
  const isWidget = element =>
    element.matches('a[href], button, input, select, textarea, summary, [tabindex][role]:not([role=region], [role=alert], [role=application])')
  const displayOf = element => displays[places.get(element)]
  const isBlock = element => /^(?:block|list-item|table|flex|grid|table-.*)$/.test(displayOf(element))
  // Returns a function from an element to its line in the block: its text, and the words of links and fields, as axe counts.
  const linesOf = block => {
    const lineOf = new Map()
    let line = ['', '']
    const walk = node => {
      for (const child of node.childNodes) {
        if (child.nodeType === 3) line[0] += child.data
        if (child.nodeType !== 1) continue
        lineOf.set(child, line)
        if (isBlock(child) || /^(?:br|hr)$/.test(child.localName)) line = ['', '']
        if (isBlock(child)) continue
        if (isWidget(child)) line[1] += child.textContent
        else walk(child)
      }
    }
    walk(block)
    return element => lineOf.get(element) ?? line
  }
  const linesByBlock = new Map()
  // Lengths of the text of an element's line, and of the words of links and fields in it.
  const textAround = element => {
    let block = element.parentElement
    while (!isBlock(block)) block = block.parentElement
    if (!linesByBlock.has(block)) linesByBlock.set(block, linesOf(block))
    return linesByBlock.get(block)(element).map(words => words.replace(/\\s+/g, ' ').trim().length)
  }
  // A link is to differ from the text it stands in, where that is longer than all links in it.
  const letters = element => {
    const { color, fontFamily, fontSize, fontStyle, fontWeight, textDecoration, border, outline, backgroundColor, display } =
      styles[places.get(element)]
    return [color, fontFamily, fontSize, fontStyle, fontWeight, textDecoration, border, outline, backgroundColor, display].join()
  }
  const link = at => {
    const element = elementsLookedAt[at]
    if (!element.matches('a[href], [role=link]') || !isSeen(at) || displayOf(element) !== 'inline') return ''
    const [around, ofWidgets] = textAround(element)
    if (around <= ofWidgets) return ''
    let block = element.parentElement
    while (!isBlock(block) && displayOf(block) !== 'inline-block') block = block.parentElement
    const signs = ['::before', '::after'].map(part => getComputedStyle(element, part).content)
    return [letters(element), letters(block), ...signs, ...groundsOver(at)].join()
  }
  // A finger finds what is 24 px wide and high and free of others, or else has a circle of that size to itself.
  const targets = [...places.values()].filter(at => isWidget(elementsLookedAt[at]) && isSeen(at))
  const centre = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2]
  const farFrom = ([x, y], { left, right, top, bottom }) =>
    Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom))
  const isInTheWay = (box, rects, other) => isNear(other, box, 0) || ((box.width < 24 || box.height < 24) && rects.some(rect => {
    const [[x, y], [otherX, otherY]] = [centre(rect), centre(other)]
    return farFrom([x, y], other) < 13 || Math.hypot(x - otherX, y - otherY) < 25
  }))
  const target = at => {
    const [element, box] = [elementsLookedAt[at], boxes[at]]
    const rects = [...element.getClientRects()]
    const others = targets.filter(other => other !== at && isNear(boxes[other], box, 25) && isInTheWay(box, rects, boxes[other]))
    if (others.length === 0 || (!isBlock(element) && textAround(element)[0] > 0)) return ''
    const kind = other => [elementsLookedAt[other].localName, elementsLookedAt[other].tabIndex, isOff(elementsLookedAt[other])]
    const place = other => [boxes[other].left - box.left, boxes[other].top - box.top, boxes[other].width, boxes[other].height]
    const shape = other => [...kind(other), ...place(other).map(length => length.toFixed(1))].join()
    return [shape(at), ...others.map(shape), ...groundsOver(at)].join()
  }
  const targetAt = new Set(targets)
  // Each text is sent once: a page repeats them, which would be up to two megabytes.
  const numbers = new Map()
  const numberOf = text => numbers.get(text) ?? (numbers.set(text, numbers.size), numbers.size - 1)
  const looks = elementsLookedAt.map((element, at) => [
    places.get(element.parentElement) ?? -1,
    ...[grounds[at], text(at), link(at), targetAt.has(at) ? target(at) : ''].map(numberOf),
  ])
  return { looks, strings: [...numbers.keys()] }
})()`

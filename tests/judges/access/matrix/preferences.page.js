// Runs in a page (preferences.ts): checks for preferences of the system or browser. Each returns what fails, as the HTML of
// the element, shortened.
globalThis.preferences = (() => {
  const all = within => [...within.querySelectorAll('body, body *')]
  const isShown = element =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest('.visually-hidden')
  const where = element => element.outerHTML.replace(/\s+/g, ' ').slice(0, 160)
  const px = text => Number.parseFloat(text) || 0

  // Forced colours remove shadows and backgrounds, so only lines around or under an element show its focus.
  const focusable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'
  const sides = ['Top', 'Right', 'Bottom', 'Left']
  const lineOf = (style, line) =>
    style[`${line}Style`] === 'none' || px(style[`${line}Width`]) === 0
      ? ''
      : style[`${line}Width`] + style[`${line}Color`]
  const linesOf = element => {
    const styles = [null, '::before', '::after'].map(part => getComputedStyle(element, part))
    return styles.flatMap(style => [
      lineOf(style, 'outline'),
      ...sides.map(side => lineOf(style, `border${side}`)),
      style.textDecorationLine,
    ])
  }
  // Strokes of a drawing keep their colours.
  const strokesOf = element =>
    (element.ownerSVGElement ? [...element.querySelectorAll('*')] : []).flatMap(shape => {
      const { stroke, strokeWidth } = getComputedStyle(shape)
      return stroke === 'none' ? '' : stroke + strokeWidth
    })
  // The focus indicator may be on the label of a control, or on its container.
  const markedWith = element =>
    [
      element,
      element.parentElement,
      element.parentElement?.parentElement,
      element.nextElementSibling,
      ...(element.labels ?? []),
    ].filter(Boolean)
  const linesAround = element => [...markedWith(element).flatMap(linesOf), ...strokesOf(element)].join()

  /** Returns elements whose focus is not visible. Similar elements are checked once. */
  function unmarkedFocus() {
    const made = new Map()
    for (const element of document.querySelectorAll(focusable))
      if (isShown(element) && !element.disabled)
        made.set(
          `${element.localName} ${element.className.baseVal ?? element.className} ${element.parentElement.className}`,
          element,
        )
    return [...made.values()]
      .filter(element => {
        document.activeElement?.blur()
        const before = linesAround(element)
        element.focus({ preventScroll: true, focusVisible: true })
        const isFocused = document.activeElement === element
        const after = linesAround(element)
        element.blur()
        return isFocused && before === after
      })
      .map(where)
  }

  // Chromium's canvas computes the final values of colours.
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const rgbaOf = colour => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = '#000'
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const luminance = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue]
      .map(part => part / 255)
      .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (one, other) => {
    const [less, more] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (more + 0.05) / (less + 0.05)
  }
  const isOpaque = colour => rgbaOf(colour)[3] > 25

  /**
   * Returns boxes and pseudo-elements without text that have a colour, a gradient or a mask, by their number among all
   * elements.
   */
  function paintedOnly() {
    return all(document).flatMap((element, at) =>
      [null, '::before', '::after'].flatMap(part => (isPaintedOnly(element, part) ? [{ at, part }] : [])),
    )
  }
  const drawsItself = /^(?:input|select|textarea|img|video|iframe|option|progress|meter|canvas)$/
  function isPaintedOnly(element, part) {
    if (!isShown(element) || element.closest('svg') || drawsItself.test(element.localName)) return false
    const style = getComputedStyle(element, part)
    if (!(part ? isEmptyPart(style) : isEmptyBox(element))) return false
    const painted = isOpaque(style.backgroundColor) && !standsOnSame(element, style, part)
    return painted || /gradient/.test(style.backgroundImage) || style.maskImage !== 'none'
  }
  const isEmptyPart = ({ content, display, width, height }) =>
    /^(?:""|'')$/.test(content) && display !== 'none' && px(width) >= 2 && px(height) >= 2
  const isEmptyBox = element =>
    element.offsetWidth >= 2 &&
    element.offsetHeight >= 2 &&
    element.textContent.trim() === '' &&
    !element.querySelector('svg, img, canvas')
  const standsOnSame = (element, style, part) =>
    rgbaOf(groundOf(part ? element : element.parentElement)).join() === rgbaOf(style.backgroundColor).join()

  /** Returns those that disappear in forced colours: no line, no picture, no forced colour. */
  function gone(painted) {
    const elements = all(document)
    return painted
      .filter(({ at, part }) => {
        const style = getComputedStyle(elements[at], part)
        const lined =
          sides.some(side => lineOf(style, `border${side}`) && isOpaque(style[`border${side}Color`])) ||
          lineOf(style, 'outline')
        const insists =
          style.forcedColorAdjust === 'none' ||
          (isOpaque(style.backgroundColor) && !standsOnSame(elements[at], style, part))
        return !lined && !insists && !/url\(/.test(style.backgroundImage)
      })
      .map(({ at, part }) => `${part ?? ''} ${where(elements[at])}`.trim())
  }

  /** Returns icons and drawings without enough contrast, which are no text and are not changed by forced colours. */
  function faintDrawings() {
    return [...document.querySelectorAll('svg:not(svg svg)')]
      .filter(svg => isShown(svg) && svg.getBoundingClientRect().width > 1)
      .filter(svg => {
        const ground = rgbaOf(groundOf(svg))
        const shapes = [
          ...svg.querySelectorAll('path, rect, circle, ellipse, line, polyline, polygon, use, text'),
        ].filter(isShown)
        if (shapes.length === 0) return false
        return !shapes.some(shape => {
          const { fill, stroke, strokeWidth } = getComputedStyle(shape)
          const colours = [fill, ...(px(strokeWidth) > 0 ? [stroke] : [])].filter(colour => colour !== 'none')
          return colours.some(
            colour => /url/.test(colour) || (isOpaque(colour) && contrast(rgbaOf(colour), ground) >= 3),
          )
        })
      })
      .map(where)
  }
  function groundOf(element) {
    for (let under = element; under; under = under.parentElement) {
      const ground = getComputedStyle(under).backgroundColor
      if (isOpaque(ground)) return ground
    }
    return canvasOfSystem()
  }
  function canvasOfSystem() {
    const probe = document.body.appendChild(document.createElement('i'))
    probe.setAttribute('hidden', '')
    probe.style.backgroundColor = 'Canvas'
    const { backgroundColor } = getComputedStyle(probe)
    probe.remove()
    return backgroundColor
  }

  /**
   * Returns what makes the page wider than the window, what scrolls sideways and is no table or drawing, and what is cut
   * off.
   */
  function sideways() {
    const width = document.documentElement.clientWidth
    const wider =
      document.documentElement.scrollWidth > width
        ? all(document)
            .filter(element => reachesOut(element, width))
            .slice(0, 3)
        : []
    const scrolled = all(document).filter(
      element => isShown(element) && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1,
    )
    const scrolls = element => /auto|scroll/.test(getComputedStyle(element).overflowX)
    const cut = element =>
      /hidden|clip/.test(getComputedStyle(element).overflowX) && getComputedStyle(element).textOverflow !== 'ellipsis'
    return [
      ...wider.map(element => `wider than the window: ${where(element)}`),
      ...scrolled
        .filter(
          element =>
            scrolls(element) &&
            !element.querySelector('table, svg, canvas') &&
            !/^(?:textarea|pre|select)$/.test(element.localName),
        )
        .map(element => `scrolls: ${where(element)}`),
      ...scrolled
        .filter(
          element => cut(element) && element.textContent.trim() !== '' && !element.closest('svg') && cutsText(element),
        )
        .map(element => `cuts off: ${where(element)}`),
    ]
  }
  /** Returns what extends beyond the window when menus, help texts and drawers are unfolded, one at a time, as people do. */
  function unfoldedSideways() {
    const width = document.documentElement.clientWidth
    const folded = [...document.querySelectorAll('details:not([open])')].filter(
      details => isShown(details) && (!details.closest('main') || details.hasAttribute('data-drawer')),
    )
    return folded.flatMap(details => {
      const before = Math.max(width, document.documentElement.scrollWidth)
      details.open = true
      const out = [...details.querySelectorAll(':scope > :not(summary), :scope > :not(summary) *')].filter(
        element => reachesOut(element, width) || (isShown(element) && element.getBoundingClientRect().left < -1),
      )
      const grown = document.documentElement.scrollWidth > before
      details.open = false
      return out.length > 0 || grown ? [where(out[0] ?? details)] : []
    })
  }
  function reachesOut(element, width) {
    if (!isShown(element) || element.getBoundingClientRect().right <= width + 1) return false
    for (
      let holder = element.parentElement;
      holder && holder !== document.documentElement;
      holder = holder.parentElement
    )
      if (holder !== document.body && getComputedStyle(holder).overflowX !== 'visible') return false
    return true
  }
  /** Checks whether a line of its text is only partly visible. */
  function cutsText(element) {
    const { right, left, top, bottom } = element.getBoundingClientRect()
    const isInside = box => box.top < bottom && box.bottom > top && box.left < right && box.right > left
    return boxesOfText(element).some(box => isInside(box) && (box.right > right + 1 || box.left < left - 1))
  }

  /** Returns covered text: at either end of a control or heading, the topmost element is neither inside it nor around it. */
  function covered() {
    const said = [...document.querySelectorAll('a, button, summary, label, h1, h2, h3, th, dt')].filter(
      element => isShown(element) && !isClipped(element) && !element.closest('svg, .skip-link'),
    )
    return said.flatMap(element => {
      const other = boxesOfText(element)
        .flatMap(({ left, right, top, bottom }) =>
          [left + 2, right - 2].map(x => liesOn(element, x, (top + bottom) / 2)),
        )
        .find(Boolean)
      return other ? [`${where(element)} under ${where(other).slice(0, 60)}`] : []
    })
  }
  /**
   * Returns the element that covers a point. A link whose transparent ::after covers a whole card does not count: the point
   * is outside of its own box.
   */
  function liesOn(element, x, y) {
    const other = document.elementFromPoint(x, y)
    if (!other || element.contains(other) || other.contains(element) || isMeantToCover(other)) return null
    return [...other.getClientRects()].some(
      ({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom,
    )
      ? other
      : null
  }
  /** A bar that stays in the window, from which covered content can be scrolled away, and an open menu may cover others. */
  function isMeantToCover(other) {
    if (other.closest('details[open] > :not(summary)')) return true
    for (let around = other; around; around = around.parentElement)
      if (/sticky|fixed/.test(getComputedStyle(around).position)) return true
    return false
  }
  /** Checks whether it is hidden from sight and there for screen readers only. */
  function isClipped(element) {
    for (let around = element; around; around = around.parentElement)
      if (getComputedStyle(around).clip !== 'auto') return true
    return false
  }
  /** Returns the boxes of the lines of its text that its containers do not cut away. */
  function boxesOfText(element) {
    const range = document.createRange()
    const inners = [...element.querySelectorAll('*'), element].filter(isShown)
    return inners.flatMap(inner =>
      [...inner.childNodes]
        .filter(({ nodeType, data }) => nodeType === 3 && data.trim())
        .flatMap(text => {
          range.selectNodeContents(text)
          return [...range.getClientRects()].filter(box => box.width > 4 && box.height > 4 && !isCutAway(inner, box))
        }),
    )
  }
  function isCutAway(inner, box) {
    for (let around = inner; around; around = around.parentElement) {
      const { top, bottom, left, right } = around.getBoundingClientRect()
      const isOut = box.top >= bottom || box.bottom <= top || box.left >= right || box.right <= left
      if (isOut && getComputedStyle(around).overflow !== 'visible') return true
    }
    return false
  }

  /** Returns what moves or would move: animations, and transitions that take more than a moment. */
  function moving() {
    const seconds = text =>
      Math.max(...text.split(',').map(part => (part.trim().endsWith('ms') ? px(part) / 1000 : px(part))))
    const parts = all(document).flatMap(element =>
      [null, '::before', '::after'].map(part => ({ element, style: getComputedStyle(element, part) })),
    )
    const found = parts.filter(
      ({ style }) =>
        seconds(style.transitionDuration) > 0.01 ||
        (style.animationName !== 'none' && seconds(style.animationDuration) > 0.01),
    )
    const smooth =
      getComputedStyle(document.documentElement).scrollBehavior === 'smooth' ? ['scroll-behavior of the page'] : []
    return [...smooth, ...new Set(found.map(({ element }) => where(element)))]
  }

  return { unmarkedFocus, paintedOnly, gone, faintDrawings, sideways, unfoldedSideways, covered, moving }
})()

// Runs in a page (keyboard.ts) while it is walked through by the Tab key.
globalThis.keyboard = (() => {
  const focusable =
    'a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex="0"]'
  const where = element => element.outerHTML.replace(/\s+/g, ' ').slice(0, 160)
  const isShown = element =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0
  const met = new Set()
  let stays = 0
  let last = null

  /** Returns the usable controls that a walk must reach. */
  const all = () =>
    [...document.querySelectorAll(focusable)].filter(
      element => isShown(element) && !element.matches(':disabled, [tabindex="-1"]') && !element.closest('[inert]'),
    )
  /** One radio button has the focus for its whole group. */
  const groupOf = element =>
    element.type === 'radio' && element.name ? `${[...document.forms].indexOf(element.form)} ${element.name}` : element
  const isFrame = element => element.localName === 'iframe'

  /** Moves the focus to the beginning of the page and returns the number of controls. */
  function begin() {
    document.activeElement?.blur()
    getSelection().removeAllRanges()
    scrollTo(0, 0)
    const start = document.body
    start.tabIndex = -1
    start.focus()
    start.removeAttribute('tabindex')
    return all().length
  }

  async function outOfSight(here) {
    if (!isSeen(here)) await scrolled()
    return isSeen(here) ? [] : [`focus is out of sight: ${where(here)}`]
  }

  /** Returns whether the walk has ended, and what is wrong here. A date has several positions in one control. */
  async function step() {
    const here = document.activeElement
    if (!here || here === document.body || here === document.documentElement) return { ended: true, wrong: [] }
    stays = here === last ? stays + 1 : 0
    last = here
    if (stays > 12 && !isFrame(here)) return { ended: true, wrong: [`focus is caught: ${where(here)}`] }
    const isBack = met.has(here) && stays === 0
    met.add(here)
    const isAsked = !isBack && stays === 0
    return { ended: isBack, wrong: isAsked ? await outOfSight(here) : [] }
  }

  // The page scrolls to the focus with its next frame.
  const scrolled = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))

  // A control may be drawn by its label or by a drawing. A link in a drawing is where its shapes are: its box also includes
  // its name, which is shown elsewhere.
  const seenOf = element => [
    ...[element, ...(element.labels ?? [])],
    ...(element instanceof SVGElement ? element.querySelectorAll('*') : []),
  ]
  const isSeen = element => seenOf(element).some(part => [...part.getClientRects()].some(box => isBoxSeen(part, box)))
  /** Checks whether some point is in the window and not covered (WCAG 2.4.11). */
  function isBoxSeen(part, box) {
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, document.documentElement.clientWidth)]
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]
    if (right - left < 2 || bottom - top < 2) return false
    return between(left, right).some(x =>
      between(top, bottom).some(y => isOnTop(part, document.elementFromPoint(x, y))),
    )
  }
  const between = (from, to) => [from + 1, (from + to) / 2, to - 1]
  // An open drawer closes with Escape wherever the focus is, so what it covers can be shown without moving the focus.
  const isOnTop = (part, on) =>
    on !== null && (part.contains(on) || on.contains(part) || on.closest('[data-drawer][open]') !== null)

  /** Returns the controls that the walk did not reach. */
  function left() {
    const groups = new Set([...met].map(groupOf))
    return all()
      .filter(element => !groups.has(groupOf(element)))
      .map(where)
  }

  return { begin, step, left }
})()

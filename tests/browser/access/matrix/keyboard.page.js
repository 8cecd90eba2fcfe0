// Runs in a page (keyboard.ts) while somebody walks through it by the key Tab.
globalThis.keyboard = (() => {
  const focusable =
    'a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex="0"]'
  const where = element => element.outerHTML.replace(/\s+/g, ' ').slice(0, 160)
  const isShown = element =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0
  const met = new Set()
  let stays = 0
  let last = null

  /** Of the controls that can be used here, those that a walk must come to. */
  const all = () =>
    [...document.querySelectorAll(focusable)].filter(
      element => isShown(element) && !element.matches(':disabled, [tabindex="-1"]') && !element.closest('[inert]'),
    )
  /** One of several choices has the focus for all of them. */
  const groupOf = element =>
    element.type === 'radio' && element.name ? `${[...document.forms].indexOf(element.form)} ${element.name}` : element
  const isFrame = element => element.localName === 'iframe'

  /** The focus goes to where a page begins. */
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

  /** Where the walk has come: whether it is at its end, and what is wrong here. A date has several places in one control. */
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

  // The page follows the focus with its next frame.
  const scrolled = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))

  // A control that is drawn by its label, and one that a drawing stands for, are where that is. A link in a drawing is where its
  // shapes are: the box around it also takes in its name, which shows elsewhere.
  const seenOf = element => [
    ...[element, ...(element.labels ?? [])],
    ...(element instanceof SVGElement ? element.querySelectorAll('*') : []),
  ]
  const isSeen = element => seenOf(element).some(part => [...part.getClientRects()].some(box => isBoxSeen(part, box)))
  /** Some point of it is in the window, with nothing of others on it (WCAG 2.4.11). */
  function isBoxSeen(part, box) {
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, document.documentElement.clientWidth)]
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]
    if (right - left < 2 || bottom - top < 2) return false
    return between(left, right).some(x =>
      between(top, bottom).some(y => isOnTop(part, document.elementFromPoint(x, y))),
    )
  }
  const between = (from, to) => [from + 1, (from + to) / 2, to - 1]
  // A drawer that is open closes with Escape wherever the focus is, so what lies under it can be shown without leaving it.
  const isOnTop = (part, on) =>
    on !== null && (part.contains(on) || on.contains(part) || on.closest('[data-drawer][open]') !== null)

  /** Controls that the walk did not come to. */
  function left() {
    const groups = new Set([...met].map(groupOf))
    return all()
      .filter(element => !groups.has(groupOf(element)))
      .map(where)
  }

  return { begin, step, left }
})()

// Runs in a page (judges.ts): handles frames that scroll and hide content. `mark` marks them for Alfa and returns whether
// there is one with a target that its edge cuts or that is scrolled away. `open` shows each of them completely, separately
// below the page, where nothing is beside it: there a target has the size and neighbours that it has when it is scrolled to
// (WCAG 2.5.8).
globalThis.scrolling = (() => {
  const targets = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]'
  const room = 100
  let found = []
  let before = []

  const scrolls = element => {
    const { overflowX, overflowY } = getComputedStyle(element)
    const isFrame =
      /auto|scroll/.test(`${overflowX} ${overflowY}`) && !/^(?:textarea|select|pre)$/.test(element.localName)
    return (
      isFrame &&
      element.checkVisibility({ visibilityProperty: true }) &&
      (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
    )
  }
  const isWithin = ({ left, right, top, bottom }, frame) =>
    left >= frame.left - 1 && right <= frame.right + 1 && top >= frame.top - 1 && bottom <= frame.bottom + 1
  const holdsBack = frame => {
    const around = frame.getBoundingClientRect()
    return [...frame.querySelectorAll(targets)]
      .filter(target => target.checkVisibility({ visibilityProperty: true }))
      .some(target => !isWithin(target.getBoundingClientRect(), around))
  }

  function mark() {
    found = [...document.querySelectorAll('body *')].filter(scrolls).filter(holdsBack)
    for (const frame of found) frame.dataset.scrolls = ''
    return found.length > 0
  }

  function set(element, values) {
    before.push([element, element.getAttribute('style')])
    for (const [name, value] of Object.entries(values)) element.style.setProperty(name, value, 'important')
  }

  function open() {
    let free = document.documentElement.scrollHeight + room
    for (const frame of found) {
      for (let around = frame.parentElement; around !== document.body; around = around.parentElement)
        set(around, { overflow: 'visible' })
      set(frame, { overflow: 'visible', height: 'auto', 'max-height': 'none' })
      const { top } = frame.getBoundingClientRect()
      set(frame, { transform: `translateY(${free - top - scrollY}px)` })
      free += Math.max(frame.scrollHeight, frame.offsetHeight) + room
    }
  }

  function close() {
    for (const [element, style] of before.toReversed())
      if (style === null) element.removeAttribute('style')
      else element.setAttribute('style', style)
    for (const frame of found) delete frame.dataset.scrolls
    before = []
  }

  return { mark, open, close }
})()

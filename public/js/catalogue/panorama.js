// Opens the 360° panoramas of a page (views/premises/_panorama.hbs). Nothing is loaded before somebody opens one; then the
// viewer and the full sphere are loaded. Without this file, or without WebGL, each panorama is a wide picture to scroll.
const turnBy = 30
const nearestView = 40
const keys = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  '+': 'closer',
  '=': 'closer',
  '-': 'further',
  '−': 'further',
}

/** Panoramas that are open or opening: on a slow connection people press twice. */
const opened = new Set()

for (const figure of document.querySelectorAll('[data-panorama]')) prepare(figure)

function prepare(figure) {
  toFirstLook(figure.querySelector('.panorama__strip'), Number(figure.dataset.yaw))
  const opener = figure.querySelector('[data-open]')
  opener.hidden = false
  opener.addEventListener('click', () => {
    if (opened.has(figure)) return
    opened.add(figure)
    openSphere(figure).catch(() => fail(figure))
  })
}

function fail(figure) {
  opened.delete(figure)
  figure.classList.remove('panorama--open')
  figure.querySelector('dialog').close()
  say(figure, 'failed')
}

/** Scrolls the picture so that the first view is in the middle; its width is 360 degrees. */
function toFirstLook(strip, yaw) {
  strip.scrollLeft = strip.scrollWidth * (0.5 + yaw / 360) - strip.clientWidth / 2
}

const say = (figure, word) => {
  const line = figure.querySelector('[data-said]')
  line.textContent = word ? line.dataset[word] : ''
}

async function openSphere(figure) {
  if (!canDraw()) {
    figure.querySelector('[data-open]').hidden = true
    figure.querySelector('.panorama__strip').focus()
    say(figure, 'none')
    return
  }
  say(figure, 'loading')
  const { viewerIn } = await import('./panorama-viewer.js')
  const dialog = figure.querySelector('dialog')
  figure.classList.add('panorama--open')
  dialog.show()
  const sphere = dialog.querySelector('[data-sphere]')
  const viewer = viewerIn(sphere, {
    address: figure.dataset.panorama,
    yaw: Number(figure.dataset.yaw),
    pitch: Number(figure.dataset.pitch),
    still: stands(),
    nearest: nearestView,
    widest: widestIn(sphere),
  })
  const shut = word => {
    if (listening.signal.aborted) return
    opened.delete(figure)
    viewer.destroy()
    listening.abort()
    fill(dialog, false)
    dialog.close()
    figure.classList.remove('panorama--open')
    say(figure, word)
    figure.querySelector('[data-open]').focus()
  }
  const listening = listen(dialog, viewer, () => shut(''))
  viewer.on('load', () => say(figure, ''))
  viewer.on('error', () => shut('failed'))
  sphere.focus()
}

function canDraw() {
  const canvas = document.createElement('canvas')
  return Boolean(canvas.getContext('webgl') ?? canvas.getContext('experimental-webgl'))
}

/** With reduced motion, each turn is shown at once. */
const stands = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches
/**
 * Widest horizontal field of view in degrees. Smaller in portrait format, as on a phone: the top and bottom would be
 * distorted.
 */
const widestIn = ({ clientWidth, clientHeight }) => (clientWidth < clientHeight ? 65 : 100)

/** Listens to buttons, keys and the wheel until the returned controller is aborted. */
function listen(dialog, viewer, close) {
  const listening = new window.AbortController()
  const { signal } = listening
  const act = name => {
    if (name === 'close') close()
    else if (name === 'fill') fill(dialog, !dialog.matches(':modal'), viewer)
    else turn(viewer, name)
  }
  dialog.addEventListener('click', event => act(event.target.closest('[data-do]')?.dataset.do), { signal })
  dialog.addEventListener(
    'keydown',
    event => {
      const name = event.key === 'Escape' && !dialog.matches(':modal') ? 'close' : keys[event.key]
      if (!name || event.metaKey || event.ctrlKey || event.altKey) return
      event.preventDefault()
      act(name)
    },
    { signal },
  )
  // Outside full size the wheel scrolls the page.
  dialog.addEventListener(
    'wheel',
    event => {
      if (!dialog.matches(':modal')) return
      event.preventDefault()
      if (event.deltaY !== 0) zoom(viewer, event)
    },
    { signal, passive: false },
  )
  // Escape first leaves the full size.
  dialog.addEventListener(
    'cancel',
    event => {
      event.preventDefault()
      act('fill')
    },
    { signal },
  )
  window.addEventListener('resize', () => viewer.fit(widestIn(dialog.querySelector('[data-sphere]'))), { signal })
  return listening
}

const turns = {
  left: { right: -turnBy },
  right: { right: turnBy },
  up: { up: turnBy },
  down: { up: -turnBy },
  closer: { times: 0.8 },
  further: { times: 1.25 },
}

/** Turns by a step that gets smaller with the field of view. */
function turn(viewer, name) {
  const { right = 0, up = 0, times } = turns[name] ?? {}
  const share = viewer.across() / 100
  viewer.turn({ right: right * share, up: up * share, times }, stands() ? false : 250)
}

/** Pixels for each unit of the wheel, in the order of `deltaMode`: pixel, line, page. */
const wheelUnits = [1, 33, 100]

/**
 * Zooms by the wheel. A touchpad sends many small events; a wheel sends about 100 pixels a notch, which counts as one press
 * of a button.
 */
function zoom(viewer, { deltaY, deltaMode }) {
  const notches = Math.max(-1, Math.min(1, (deltaY * wheelUnits[deltaMode]) / 100))
  viewer.turn({ times: 1.25 ** notches }, stands() || Math.abs(notches) < 0.5 ? false : 250)
}

/**
 * Fills the window or returns to the page. A modal dialog covers everything and keeps the focus, and needs no permission for
 * full screen, which our policy grants to nobody.
 */
function fill(dialog, whole, viewer) {
  if (dialog.matches(':modal') === whole) return
  const focused = document.activeElement
  dialog.close()
  if (whole) dialog.showModal()
  else dialog.show()
  dialog.querySelector('[data-do=fill]').setAttribute('aria-pressed', String(whole))
  if (dialog.contains(focused)) focused.focus()
  viewer?.fit(widestIn(dialog.querySelector('[data-sphere]')))
}

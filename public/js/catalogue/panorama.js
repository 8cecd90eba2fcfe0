// Looking around in the 360° panoramas of a page (views/premises/_panorama.hbs). Nothing is asked for before somebody opens one:
// then the viewer comes, and the whole sphere. Without this file, or without WebGL, each is a wide picture to scroll.
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

/** Those that are open, or about to be: on a slow line one presses twice. */
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

/** The picture begins in the middle of what one looks at first: its width is 360 degrees. */
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
    ...{ address: figure.dataset.panorama, yaw: Number(figure.dataset.yaw), pitch: Number(figure.dataset.pitch) },
    ...{ still: stands(), nearest: nearestView, widest: widestIn(sphere) },
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

/** Who wants no motion sees each turn at once. */
const stands = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches
/** Degrees across. Upright, as on a phone, of fewer: what is above and below would be drawn out. */
const widestIn = ({ clientWidth, clientHeight }) => (clientWidth < clientHeight ? 65 : 100)

/** Buttons, keys and the wheel, until what it returns is aborted. */
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
  // On the page the wheel scrolls the page.
  dialog.addEventListener(
    'wheel',
    event => {
      if (!dialog.matches(':modal')) return
      event.preventDefault()
      if (event.deltaY !== 0) zoom(viewer, event)
    },
    { signal, passive: false },
  )
  // Escape gives the window back first.
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

/** The nearer one looks, the less a step turns. */
function turn(viewer, name) {
  const { right = 0, up = 0, times } = turns[name] ?? {}
  const share = viewer.across() / 100
  viewer.turn({ right: right * share, up: up * share, times }, stands() ? false : 250)
}

/** Pixels of a line and of a page of the wheel's, in the order of `deltaMode`. */
const wheelUnits = [1, 33, 100]

/** A touchpad sends many small events, a wheel one of some 100 pixels a notch: that is as much as a press of a button. */
function zoom(viewer, { deltaY, deltaMode }) {
  const notches = Math.max(-1, Math.min(1, (deltaY * wheelUnits[deltaMode]) / 100))
  viewer.turn({ times: 1.25 ** notches }, stands() || Math.abs(notches) < 0.5 ? false : 250)
}

/** A modal dialog lies over everything and keeps the focus; it needs no leave to take the screen, which our policy gives nobody. */
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

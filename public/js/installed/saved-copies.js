// Registers the service worker and tells it what is saved, so that it can be read without a network. Where there is none, or
// a browser allows none, pages are as they were.
const worker = navigator.serviceWorker
const language = document.documentElement.lang
const pathOf = code => `/${language}/premises/${code}`
/** Shown by the worker without a network, or made where the site failed: what it says of who is signed in is of no account. */
const knowsNobody = document.querySelector('[data-offline], [data-failed]') !== null

if (worker) {
  // After all that the page itself needs.
  window.addEventListener('load', () => worker.register('/sw.js').catch(() => undefined))
  if (!knowsNobody) tellAll()
}

/** Whoever signs out, or in as somebody else, finds nothing of the one before, however their session ended. */
function tell(message) {
  const owner = document.body.dataset.owner ?? ''
  worker?.ready.then(({ active }) => active?.postMessage({ owner, ...message }))
}

/** A heart was pressed: `does` is `add` or `remove`. */
export function tellOne(code, does) {
  tell(does === 'add' ? { save: [pathOf(code)] } : { remove: [code] })
}

/** Who is here; on the page of what is saved, where everything stands, also what that is. */
function tellAll() {
  const list = document.querySelector('[data-saved-list]')
  const codes = Array.from(list?.querySelectorAll('[name=code]') ?? [], ({ value }) => value)
  tell(list ? { exactly: [...new Set(codes)].map(pathOf) } : {})
}

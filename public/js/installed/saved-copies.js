// Registers the service worker and tells it which units are saved, so that they can be read offline. Without a service
// worker pages work as before.
const worker = navigator.serviceWorker
const language = document.documentElement.lang
const pathOf = code => `/${language}/premises/${code}`
/** True on a page that the worker shows offline, or an error page: these do not know who is signed in. */
const knowsNobody = document.querySelector('[data-offline], [data-failed]') !== null

if (worker) {
  // Registers after everything that the page itself needs.
  window.addEventListener('load', () => worker.register('/sw.js').catch(() => undefined))
  if (!knowsNobody) tellAll()
}

/**
 * Sends a message with the owner, so that the worker deletes the copies of an earlier owner, however their session ended.
 */
function tell(message) {
  const owner = document.body.dataset.owner ?? ''
  worker?.ready.then(({ active }) => active?.postMessage({ owner, ...message }))
}

/** Reports that a heart was pressed: `does` is `add` or `remove`. */
export function tellOne(code, does) {
  tell(does === 'add' ? { save: [pathOf(code)] } : { remove: [code] })
}

/** Reports the owner, and on the page of saved units also the complete list. */
function tellAll() {
  const list = document.querySelector('[data-saved-list]')
  const codes = Array.from(list?.querySelectorAll('[name=code]') ?? [], ({ value }) => value)
  tell(list ? { exactly: [...new Set(codes)].map(pathOf) } : {})
}

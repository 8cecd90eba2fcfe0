// Keeps the values of a form that was sent after the session had ended, in this tab only, until the same person has signed
// in again. They are deleted with the tab, when anybody signs out, and for any other account.
const place = 'interrupted-form'
const keptForMs = 12 * 3_600_000

export function interrupted() {
  try {
    const kept = JSON.parse(window.sessionStorage.getItem(place))
    return kept && Date.now() - kept.at < keptForMs ? kept : null
  } catch {
    return null
  }
}

export function keepInterrupted(kept) {
  try {
    window.sessionStorage.setItem(place, JSON.stringify({ at: Date.now(), ...kept }))
  } catch {
    forgetInterrupted()
  }
}

export function forgetInterrupted() {
  try {
    window.sessionStorage.removeItem(place)
  } catch {
    // A browser that blocks storage for sites has nothing stored.
  }
}

/** Marks the form as refused. Only the page that asks to sign in again knows that it was not accepted. */
function noteInterruption(sentence) {
  const kept = interrupted()
  if (!kept) return
  keepInterrupted({ ...kept, refused: true })
  sentence.hidden = false
}

const { owner } = document.body.dataset
const sentence = document.querySelector('[data-interrupted]')
// The page that gives the texts back is for browsers that have kept nothing.
const onward = document.querySelector('[data-kept-onward]')
if (sentence) noteInterruption(sentence)
else if (onward && interrupted()) window.location.replace(onward.href)
else if (document.querySelector('[data-forget-kept]') || (owner && interrupted()?.owner !== owner)) forgetInterrupted()

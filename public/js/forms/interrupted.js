// A form that was sent when the session had ended: what was typed stays in this tab alone, until whoever typed it has signed
// in again. It is gone with the tab, when anybody signs out, and for everybody else.
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
    // A browser that keeps nothing for sites has nothing to forget.
  }
}

/** Only the page that asks to sign in again knows that the form was not taken. */
function noteInterruption(sentence) {
  const kept = interrupted()
  if (!kept) return
  keepInterrupted({ ...kept, refused: true })
  sentence.hidden = false
}

const { owner } = document.body.dataset
const sentence = document.querySelector('[data-interrupted]')
if (sentence) noteInterruption(sentence)
else if (document.querySelector('[data-forget-kept]') || (owner && interrupted()?.owner !== owner)) forgetInterrupted()

// Remembers in this browser which units were viewed, the last one first, and lists them on the page of saved units. Nothing
// is sent until that page asks for their cards. They are hidden from anybody else who signs in, and after signing out.
const place = 'viewed'
const most = 8
const owner = document.body.dataset.owner ?? ''

function read() {
  try {
    const kept = JSON.parse(window.localStorage.getItem(place) ?? 'null')
    return kept && (kept.owner === '' || kept.owner === owner) ? kept.codes : []
  } catch {
    return []
  }
}

/** Stores the codes; a device may block storage for sites. */
function keep(codes) {
  try {
    if (codes.length === 0) window.localStorage.removeItem(place)
    else window.localStorage.setItem(place, JSON.stringify({ owner, codes }))
  } catch {}
}

// A copy that is shown offline does not say who is signed in.
const viewing = document.querySelector('body:not(:has([data-offline])) [data-viewing]')?.dataset.viewing
if (viewing) keep([viewing, ...read().filter(code => code !== viewing)].slice(0, most))

const list = document.querySelector('[data-viewed]')
if (list) show(list)

async function show(list) {
  const codes = read()
  // Also overwrites the codes of another person.
  keep(codes)
  // Saved units are already on the page.
  const others = codes.filter(code => !document.querySelector(`.cards [name=code][value="${CSS.escape(code)}"]`))
  if (others.length === 0) return
  const query = new URLSearchParams(others.map(code => ['code', code]))
  const answer = await fetch(`${list.dataset.viewed}?${query}`).catch(() => null)
  if (!answer?.ok) return
  const cards = new DOMParser()
    .parseFromString(await answer.text(), 'text/html')
    .querySelector('#content form:has(.cards)')
  if (!cards) return
  list.append(cards)
  list.hidden = false
  list.querySelector('button').addEventListener('click', () => {
    keep([])
    list.remove()
  })
}

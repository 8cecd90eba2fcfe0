// Replaces the browser's file button, which is in the browser's language, with one in the page's language that also names
// the chosen files. Without this file the browser's own button stays.
const [fileChoose, fileChooseMany, fileNone] = (document.body.dataset.files ?? '').split('|')

export function dressFileFields(place) {
  for (const field of place.querySelectorAll('[type=file]')) dress(field)
}

/** Announces files that a script has put into a field, because browsers fire no event for them. */
export const tellChosen = field => field.dispatchEvent(new window.Event('chosen'))

function dress(field) {
  const [shown, button, names] = ['span', 'span', 'span'].map(name => document.createElement(name))
  shown.className = 'file-field'
  button.className = 'file-field__button'
  names.className = 'file-field__names'
  button.textContent = field.multiple ? fileChooseMany : fileChoose
  // The field itself tells all this to screen readers.
  for (const part of [button, names]) part.ariaHidden = 'true'
  field.replaceWith(shown)
  shown.append(field, button, names)
  const tell = () => {
    names.textContent = [...field.files].map(({ name }) => name).join(', ') || fileNone
  }
  for (const event of ['change', 'chosen']) field.addEventListener(event, tell)
  field.form?.addEventListener('reset', () => window.setTimeout(tell))
  tell()
}

dressFileFields(document)

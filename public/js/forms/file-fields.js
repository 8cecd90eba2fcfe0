// The browser's own file button speaks the browser's language: this one speaks the page's, and names what was chosen. Without
// this file the browser's own stays.
const [fileChoose, fileChooseMany, fileNone] = (document.body.dataset.files ?? '').split('|')

export function dressFileFields(place) {
  for (const field of place.querySelectorAll('[type=file]')) dress(field)
}

/** For files that a script has put into a field: then browsers tell nobody. */
export const tellChosen = field => field.dispatchEvent(new window.Event('chosen'))

function dress(field) {
  const inLabel = field.closest('label') !== null
  const shown = document.createElement(inLabel ? 'span' : 'label')
  const [button, names] = [document.createElement('span'), document.createElement('span')]
  shown.className = 'file-field'
  // The field itself says all this to those who do not see it.
  shown.ariaHidden = 'true'
  if (!inLabel) shown.htmlFor = field.id
  button.className = 'file-field__button'
  names.className = 'file-field__names'
  button.textContent = field.multiple ? fileChooseMany : fileChoose
  shown.append(button, names)
  const tell = () => {
    names.textContent = [...field.files].map(({ name }) => name).join(', ') || fileNone
  }
  for (const event of ['change', 'chosen']) field.addEventListener(event, tell)
  field.form?.addEventListener('reset', () => window.setTimeout(tell))
  field.classList.add('file-field__input')
  field.after(shown)
  tell()
}

dressFileFields(document)

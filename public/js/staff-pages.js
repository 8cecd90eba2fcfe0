// Improvements of the staff's pages only: each of them works without this file.
import './row-keys.js'
import './row-edit.js'
import './ready-made.js'
import './photo-section.js'
import './photo-focus.js'
import './photo-order.js'
import './photo-upload.js'
import './place-preview.js'
import './accent-sample.js'
// It comes last: it acts where none of those above has kept a form from leaving the page.
import './unsaved.js'
import { bringBackForms } from './restore-form.js'

bringBackForms()

// Improvements of the staff's pages only: each of them works without this file.
import './premises/row-keys.js'
import './premises/row-edit.js'
import './applications/ready-made.js'
import './premises/photo-section.js'
import './premises/photo-focus.js'
import './premises/photo-order.js'
import './premises/photo-upload.js'
import './premises/place-preview.js'
import './accent-sample.js'
// It comes last: it acts where none of those above has kept a form from leaving the page.
import './forms/unsaved.js'
import { bringBackForms } from './forms/restore-form.js'

bringBackForms()

// Improvements only: every page works without this file.
import './forms/error-summary.js'
import './menu.js'
import './forms/show-password.js'
import './forms/file-fields.js'
import './forms/uploads.js'
import './reviewing/request-texts.js'
import './forms/draft-recovery.js'
import './forms/interrupted.js'
import './favourites.js'
import './calculator.js'
import './street-plan.js'
import './share.js'
import './recently-viewed.js'
import './installed/saved-copies.js'
import './installed/push.js'
import './applying/cash-plan.js'
import './applying/passport-latin.js'
import './applying/autosave.js'
import './forms/sent-once.js'
import './forms/offline.js'
import { bringBackForms } from './forms/restore-form.js'

// Staff pages do this after their own scripts (staff-pages.js).
const { owner, shortcuts } = document.body.dataset
if (owner && !shortcuts) bringBackForms()

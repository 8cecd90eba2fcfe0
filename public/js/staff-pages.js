// Improvements of the staff's pages only: each of them works without this file.
import './row-keys.js'
import './row-edit.js'
import './ready-made.js'

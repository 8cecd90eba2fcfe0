import { model, Schema, type Types } from 'mongoose'

/** A saved view of the staff's table of premises. */
export type TableView = {
  _id: Types.ObjectId
  /** The normalised name, unique for its owner. */
  key: string
  name: string
  /** Filter and order as a query string; empty for all premises. */
  query: string
  /** Column names; empty for the columns the reader has chosen. */
  columns: string[]
  /** True when colleagues can use the view too. It shows each of them only what they may see. */
  shared: boolean
  at: Date
}

/** One colleague's settings of the table, in one document so that a change is one write. */
export type TablePreferences = {
  _id: Types.ObjectId
  account: Types.ObjectId
  /** Name shown with the owner's shared views, as it was at the last change. */
  accountName: string
  /** Columns in order; empty for the default columns. */
  columns: string[]
  /** The view that opens by default: an own view or one shared by a colleague. */
  opens: Types.ObjectId | null
  views: TableView[]
  version: number
}

const viewSchema = new Schema<TableView>({
  key: { type: String, required: true },
  name: { type: String, required: true },
  query: { type: String, default: '' },
  columns: { type: [String], default: [] },
  shared: { type: Boolean, required: true, default: false },
  at: { type: Date, required: true },
})

const tableChoiceSchema = new Schema<TablePreferences>(
  {
    account: { type: Schema.Types.ObjectId, ref: 'Account', required: true },
    accountName: { type: String, default: '' },
    columns: { type: [String], default: [] },
    opens: { type: Schema.Types.ObjectId, default: null },
    views: { type: [viewSchema], default: [] },
  },
  { timestamps: true, versionKey: 'version', autoIndex: false },
)
tableChoiceSchema.index({ account: 1 }, { unique: true })
tableChoiceSchema.index({ 'views.shared': 1 })

export const TablePreferencesModel = model<TablePreferences>('TableChoice', tableChoiceSchema, 'table-choices')

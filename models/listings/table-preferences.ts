import { model, Schema, type Types } from 'mongoose'

/** A named way to look at the staff's table of premises. */
export type TableView = {
  _id: Types.ObjectId
  /** The name in one spelling, by which an owner has it once. */
  key: string
  name: string
  /** Filter and order as they stand in an address; empty for all premises. */
  query: string
  /** Empty: whatever columns the reader has chosen. */
  columns: string[]
  /** Colleagues see it too; what it shows them is limited to what they may see. */
  shared: boolean
  at: Date
}

/** How one colleague has arranged the table. One document, so that a change of it is one write. */
export type TablePreferences = {
  _id: Types.ObjectId
  account: Types.ObjectId
  /** Whose shared views are named after; as they were called when they last changed something. */
  accountName: string
  /** In their order; empty: the usual ones. */
  columns: string[]
  /** The view that opens by itself: an own one, or one that a colleague shares. */
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

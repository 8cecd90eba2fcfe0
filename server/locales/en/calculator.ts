import type { calculator as ru } from '../ru/calculator.ts'

export const calculator: Record<keyof typeof ru, string> = {
  'nav.calculator': 'Calculator',
  'calculator.title': 'Where is assembly cheapest?',
  'calculator.description':
    'Compare what one unit costs when it is assembled in Russia, in China outside the zone and in the free trade zone: duties, labour, premises, freight and VAT included.',
  'calculator.lead':
    'One product, one market and three places to assemble it: Russia, China outside the zone, and the free trade zone. All amounts are in yuan.',
  'calculator.example.note':
    'This is an example with invented figures. Replace them with yours: every rate is your own, and the site does not check any of them.',
  'calculator.own.note': 'All rates were entered in the form; the site does not check them.',
  'calculator.reset': 'Back to the example',
  'calculator.example.product': 'Infrared sauna for two',
  'calculator.example.timber': 'Cedar panels',
  'calculator.example.heater': 'Heaters and control unit',
  'calculator.example.glass': 'Glass door with fittings',

  'calculator.place.russia': 'Russia',
  'calculator.place.china': 'China outside the zone',
  'calculator.place.zone': 'The zone',
  'calculator.in.russia': 'in Russia',
  'calculator.in.china': 'in China outside the zone',
  'calculator.in.zone': 'in the zone',
  'calculator.market.cn': 'China',
  'calculator.market.ru': 'Russia and the EAEU',
  'calculator.market.asia': 'Elsewhere in North-East Asia',
  'calculator.origin.ru': 'Russia',
  'calculator.origin.cn': 'China',
  'calculator.origin.other': 'Other',

  'calculator.part.components': 'Components',
  'calculator.part.component-duty': 'Duty on components',
  'calculator.part.labour': 'Labour',
  'calculator.part.overhead': 'Overhead',
  'calculator.part.premises': 'Premises',
  'calculator.part.freight': 'Freight',
  'calculator.part.product-duty': 'Duty on the product',
  'calculator.part.vat': 'VAT',

  'calculator.form.product': 'Product and market',
  'calculator.form.name': 'What you assemble',
  'calculator.form.market': 'Where you sell it',
  'calculator.form.units': 'Units a month',
  'calculator.form.components': 'Components of one unit',
  'calculator.form.components.hint':
    'Import duty into each country, in per cent. Not needed for the country a component comes from.',
  'calculator.form.component': 'Component {row}',
  'calculator.form.component.name': 'Name',
  'calculator.form.component.origin': 'Origin',
  'calculator.form.component.cost': 'Cost, ¥',
  'calculator.form.component.russia': 'Into Russia, %',
  'calculator.form.component.china': 'Into China, %',
  'calculator.form.add': 'Add a component',
  'calculator.form.remove': 'Remove',
  'calculator.form.remove.row': 'Remove component {row}',
  'calculator.form.full': 'No more than {most} components: put small ones together.',
  'calculator.form.labour': 'Labour',
  'calculator.form.hours': 'Hours per unit',
  'calculator.form.overhead': 'Overhead, % of labour',
  'calculator.form.hourly': 'An hour of work, all contributions included, ¥',
  'calculator.form.premises': 'Premises a month, ¥',
  'calculator.form.premises.hint': 'For the zone: what they cost after the rent-free years.',
  'calculator.form.rent-free': 'Premises in the zone',
  'calculator.form.rent-free.1': 'Rent-free years: ¥0',
  'calculator.form.rent-free.0': 'Afterwards: the full cost',
  'calculator.form.freight': 'Freight per unit to the market, ¥',
  'calculator.form.duties': 'Duty and VAT in the market',
  'calculator.form.duty': 'Duty on the product, %',
  'calculator.form.vat': 'VAT, %',
  'calculator.form.zone-duty': 'Duty on sales from the zone into China',
  'calculator.form.zone-duty.lower': 'Whichever is cheaper',
  'calculator.form.zone-duty.components': 'On the imported components',
  'calculator.form.zone-duty.product': 'On the finished product',
  'calculator.form.zone-duty.hint': 'Applies only when the market is China: exports from the zone carry no duty.',
  'calculator.form.submit': 'Compare',
  'calculator.label.at-place': '{what} – {place}',
  'calculator.label.row': 'Component {row}, {what}',

  'calculator.error.money': 'Enter an amount from 0 to ¥10,000,000 with two decimals at most.',
  'calculator.error.percent': 'Enter a percentage from 0 to 1000 with two decimals at most.',
  'calculator.error.hours': 'Enter hours from 0 to 10,000 with two decimals at most.',
  'calculator.error.units': 'Enter a whole number of units from 1 to 10,000,000.',
  'calculator.no-result': 'The result appears once every field is filled in correctly.',

  'calculator.answer': 'The answer',
  'calculator.answer.one': 'Assembly is cheapest {where}: {cost} a unit.',
  'calculator.answer.tie': 'Assembly is equally cheap {where}: {cost} a unit.',
  'calculator.answer.market': '{product}\u00a0· market: {market}',
  'calculator.answer.more':
    '{where}: {each} more a unit, {month} more a month at {count, plural, one {# unit} other {# units}}.',
  'calculator.answer.details': 'What it consists of',
  'calculator.bars': 'Cost of a unit by place of assembly',
  'calculator.bar': '{place}: {total}. {parts}.',
  'calculator.bar.label': '{place}: {total}',
  'calculator.bar.part': '{part}: {cost}',
  'calculator.cheapest': 'cheapest',
  'calculator.zone-duty.components':
    'For the zone we took the duty on imported components, which makes the unit cheaper.',
  'calculator.zone-duty.product':
    'For the zone we took the duty on the finished product, which makes the unit cheaper.',
  'calculator.zone-duty.same': 'In the zone both kinds of duty come to the same.',
  'calculator.zone-duty.dearer.components':
    'In the zone, paying duty on the finished product instead would make the unit {difference} cheaper.',
  'calculator.zone-duty.dearer.product':
    'In the zone, paying duty on the imported components instead would make the unit {difference} cheaper.',

  'calculator.table': 'Cost of one unit, ¥',
  'calculator.table.part': 'Item',
  'calculator.table.total': 'Total per unit',
  'calculator.table.month': 'Total per month',
  'calculator.table.more': 'More than the cheapest, per month',

  'calculator.even': 'What would change the answer',
  'calculator.even.tie': 'It is a tie at present: any change decides which place is cheapest.',
  'calculator.even.lead': 'One figure changes, the others stay as they are in the form.',
  'calculator.even.labour.rise':
    'If an hour of work {where} rises from {now} to {value}, assembly becomes cheapest {cheapest}.',
  'calculator.even.labour.fall':
    'If an hour of work {where} falls from {now} to {value}, assembly becomes cheapest {cheapest}.',
  'calculator.even.labour.never-rise': 'Whatever an hour of work costs {where}, the answer stays the same.',
  'calculator.even.labour.never-fall': 'Even with free labour, assembly {where} would not become the cheapest.',
  'calculator.even.duty.rise':
    'If the duty on the product rises from {now} to {value}, assembly becomes cheapest {cheapest}.',
  'calculator.even.duty.fall':
    'If the duty on the product falls from {now} to {value}, assembly becomes cheapest {cheapest}.',
  'calculator.even.duty.never': 'No duty on the product from 0 to 1000% changes the answer.',

  'calculator.share': 'Send it to a partner',
  'calculator.share.link': 'Link to this comparison',
  'calculator.share.hint': 'All figures are in the link. The site does not keep them.',
  'calculator.share.copy': 'Copy',
  'calculator.share.copied': 'Link copied',
  'calculator.share.csv': 'Table as CSV',
  'calculator.share.pdf': 'Document as PDF',

  'calculator.how': 'How it is worked out',
  'calculator.how.components': 'Components = the costs of all components of one unit together.',
  'calculator.how.component-duty':
    'Duty on components = cost of each imported component × its duty into the country of assembly. A country’s own components carry none, nor do components that enter the zone.',
  'calculator.how.labour': 'Labour = hours per unit × cost of an hour.',
  'calculator.how.overhead': 'Overhead = labour × overhead percentage.',
  'calculator.how.premises': 'Premises = cost a month ÷ units a month; nothing in the zone during the rent-free years.',
  'calculator.how.freight': 'Freight = what it costs to bring one unit to the market.',
  'calculator.how.product-duty':
    'Duty on the product = (everything above) × its rate. Due where the product crosses a border into the market; within its own country there is none.',
  'calculator.how.zone':
    'From the zone into China: duty on the imported components at their rates, or on the finished product (freight left out), as you choose. China takes no duty on exports from the zone; the duty of the country of import is still due.',
  'calculator.how.vat': 'VAT = (everything above, duty included) × the market’s VAT rate, the same for all places.',
  'calculator.how.rounding':
    'Nothing is rounded on the way. The table shows whole fen (¥0.01): the total is rounded, and the items are fitted so that they add up to it.',
  'calculator.how.limits':
    'Left out: refunds of VAT and duty on export, profit taxes, exchange rates, customs fees and certification.',
  'calculator.how.source':
    'The rules of the zone follow Russia Briefing (2021); they apply in the bonded area, not to a shop on the street.',
  'calculator.how.incentives': 'Customs incentives with their sources',

  'calculator.file': 'assembly-comparison',
  'calculator.csv.section': 'Section',
  'calculator.csv.item': 'Item',
  'calculator.csv.value': 'Value',
  'calculator.csv.inputs': 'Inputs',
  'calculator.csv.result': 'Result, ¥',
  'calculator.pdf.title': 'Where to assemble: a comparison',
  'calculator.pdf.inputs': 'Inputs',
  'calculator.pdf.per-place': 'By place of assembly, ¥',
  'calculator.pdf.made': 'Made on {day}',
  'calculator.pdf.open': 'Open this comparison on the site',
  'calculator.from.incentive': 'Work out your own case in the assembly calculator',
  'calculator.from.home': 'Assemble in the zone or not? Work it out',
  'calculator.from.home.text':
    'The calculator compares Russia, China outside the zone and the zone: components, duties, labour, premises, freight and VAT.',
  'calculator.from.home.link': 'Open the calculator',
}

// The policy for json-rules-engine: a rule is a condition over facts and the event that it emits. What compares sums or looks at lines
// is a fact that is computed when a rule first asks for it, as its manual has it.
import { Engine } from 'json-rules-engine';

const is = (fact, path, operator, value) => ({ fact, path, operator, value });
const isTrue = (fact) => ({ fact, operator: 'equal', value: true });
const someLine = (test) => async (params, almanac) => (await almanac.factValue('order')).lines.some(test);
const credit = async (almanac) => {
  const [order, customer] = await Promise.all([almanac.factValue('order'), almanac.factValue('customer')]);
  return { used: customer.credit.exposure + order.netAmount, limit: customer.credit.limit };
};

const facts = {
  overLimit: async (params, almanac) => {
    const { used, limit } = await credit(almanac);
    return used - limit;
  },
  nearLimit: async (params, almanac) => {
    const { used, limit } = await credit(almanac);
    return used - limit * 0.9;
  },
  isShort: someLine((line) => line.availableQty < line.orderedQty),
  isBelowCost: someLine((line) => line.unitPrice < line.unitCost),
  isCargoOnly: someLine((line) => line.hazmat.cargoAircraftOnly === true),
  isBlocked: someLine((line) => ['QUARANTINE', 'RECALLED'].includes(line.lot.status)),
  isUnusual: someLine((line) => line.orderedQty > line.meanQty90d * 3),
};

const rules = {
  'large-order': [is('order', '$.netAmount', 'greaterThan', 50000)],
  'small-order': [is('order', '$.netAmount', 'lessThan', 50)],
  'credit-limit-exceeded': [{ fact: 'overLimit', operator: 'greaterThan', value: 0 }],
  'credit-limit-near': [
    { fact: 'nearLimit', operator: 'greaterThan', value: 0 },
    { fact: 'overLimit', operator: 'lessThanInclusive', value: 0 },
  ],
  'past-due': [
    is('customer', '$.credit.oldestOverdueDays', 'greaterThan', 30),
    is('customer', '$.credit.overdueAmount', 'greaterThan', 500),
  ],
  dunned: [is('customer', '$.credit.dunningLevel', 'greaterThanInclusive', 3)],
  'account-on-hold': [is('customer', '$.accountStatus', 'equal', 'HOLD')],
  'cash-only': [
    is('customer', '$.accountStatus', 'equal', 'COD_ONLY'),
    is('order', '$.paymentMethod', 'equal', 'ON_ACCOUNT'),
  ],
  'discount-high': [
    is('order', '$.discountPct', 'greaterThan', 15),
    is('customer', '$.segment', 'in', ['B', 'C']),
  ],
  'first-orders-large': [
    is('customer', '$.history.lifetimeOrders', 'lessThan', 3),
    is('order', '$.netAmount', 'greaterThan', 5000),
  ],
  'returns-many': [is('customer', '$.history.returnRate', 'greaterThan', 0.2)],
  'screening-hit': [is('screening', '$.status', 'in', ['POTENTIAL_MATCH', 'MATCH'])],
  'address-unsure': [is('shipTo', '$.validation', 'in', ['AMBIGUOUS', 'INVALID'])],
  'po-box-freight': [is('shipTo', '$.poBox', 'equal', true), is('shipment', '$.mode', 'in', ['LTL', 'FTL'])],
  'shipment-too-heavy': [
    is('shipment', '$.weightKg', 'greaterThan', { fact: 'shipment', path: '$.carrierMaxWeightKg' }),
  ],
  'stock-short': [isTrue('isShort')],
  'below-cost': [isTrue('isBelowCost')],
  'hazmat-on-passenger-plane': [isTrue('isCargoOnly'), is('shipment', '$.mode', 'equal', 'AIR_PASSENGER')],
  'lot-blocked': [isTrue('isBlocked')],
  'quantity-unusual': [isTrue('isUnusual')],
};

const engine = new Engine();
Object.entries(facts).forEach(([name, value]) => engine.addFact(name, value));
Object.entries(rules).forEach(([code, all]) => engine.addRule({ name: code, conditions: { all }, event: { type: code } }));

export const decide = (order) => engine.run(order);
export const fired = (answer) => answer.events.map((event) => event.type);

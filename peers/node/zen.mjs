// The policy as GoRules' JSON Decision Model: one decision table that collects the code of every row that matches.
import { ZenEngine } from '@gorules/zen-engine';

const columns = {
  net: 'order.netAmount',
  over: 'customer.credit.exposure + order.netAmount - customer.credit.limit',
  near: 'customer.credit.exposure + order.netAmount - customer.credit.limit * 0.9',
  days: 'customer.credit.oldestOverdueDays',
  overdue: 'customer.credit.overdueAmount',
  dunning: 'customer.credit.dunningLevel',
  account: 'customer.accountStatus',
  pays: 'order.paymentMethod',
  discount: 'order.discountPct',
  segment: 'customer.segment',
  orders: 'customer.history.lifetimeOrders',
  returns: 'customer.history.returnRate',
  screening: 'screening.status',
  address: 'shipTo.validation',
  box: 'shipTo.poBox',
  mode: 'shipment.mode',
  tooHeavy: 'shipment.weightKg - shipment.carrierMaxWeightKg',
  short: 'some(order.lines, #.availableQty < #.orderedQty)',
  belowCost: 'some(order.lines, #.unitPrice < #.unitCost)',
  cargoOnly: 'some(order.lines, #.hazmat.cargoAircraftOnly == true)',
  blocked: 'some(order.lines, #.lot.status in ["QUARANTINE", "RECALLED"])',
  unusual: 'some(order.lines, #.orderedQty > #.meanQty90d * 3)',
};

const rows = {
  'large-order': { net: '> 50000' },
  'small-order': { net: '< 50' },
  'credit-limit-exceeded': { over: '> 0' },
  'credit-limit-near': { near: '> 0', over: '<= 0' },
  'past-due': { days: '> 30', overdue: '> 500' },
  dunned: { dunning: '>= 3' },
  'account-on-hold': { account: '"HOLD"' },
  'cash-only': { account: '"COD_ONLY"', pays: '"ON_ACCOUNT"' },
  'discount-high': { discount: '> 15', segment: '"B", "C"' },
  'first-orders-large': { orders: '< 3', net: '> 5000' },
  'returns-many': { returns: '> 0.2' },
  'screening-hit': { screening: '"POTENTIAL_MATCH", "MATCH"' },
  'address-unsure': { address: '"AMBIGUOUS", "INVALID"' },
  'po-box-freight': { box: 'true', mode: '"LTL", "FTL"' },
  'shipment-too-heavy': { tooHeavy: '> 0' },
  'stock-short': { short: 'true' },
  'below-cost': { belowCost: 'true' },
  'hazmat-on-passenger-plane': { cargoOnly: 'true', mode: '"AIR_PASSENGER"' },
  'lot-blocked': { blocked: 'true' },
  'quantity-unusual': { unusual: 'true' },
};

const ids = Object.keys(columns);
const table = {
  id: 'table',
  name: 'policy',
  type: 'decisionTableNode',
  content: {
    hitPolicy: 'collect',
    inputs: ids.map((id) => ({ id, name: id, field: columns[id] })),
    outputs: [{ id: 'code', name: 'code', field: 'code' }],
    rules: Object.entries(rows).map(([code, cells]) => ({
      _id: code,
      code: `"${code}"`,
      ...Object.fromEntries(ids.map((id) => [id, cells[id] ?? ''])),
    })),
  },
};
const graph = {
  nodes: [
    { id: 'in', name: 'in', type: 'inputNode' },
    table,
    { id: 'out', name: 'out', type: 'outputNode' },
  ],
  edges: [
    { id: 'a', type: 'edge', sourceId: 'in', targetId: 'table' },
    { id: 'b', type: 'edge', sourceId: 'table', targetId: 'out' },
  ],
};

// Read once, as its manual says; each decision is awaited, and crosses into Rust and back.
const decision = new ZenEngine().createDecision(graph);

export const decide = (order) => decision.evaluate(order);
export const fired = (answer) => answer.result.map((row) => row.code);

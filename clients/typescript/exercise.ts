// The generated types with openapi-fetch: decides, conflicts, searches, reports an outcome and replays.
import createClient from "openapi-fetch";
import type { components, paths } from "./docket.js";

declare const process: { env: Record<string, string | undefined>; exitCode?: number };

const baseUrl = process.env["DOCKET_URL"] ?? "http://localhost:8080";
const stranger = createClient<paths, "application/json" | "application/problem+json">({ baseUrl });
const client = createClient<paths, "application/json" | "application/problem+json">({
  baseUrl,
  headers: { Authorization: `Bearer ${process.env["DOCKET_KEY"] ?? ""}` },
});

type Order = components["schemas"]["OrderSnapshot"];

function order(requestId: string, netAmount: number): Order {
  return {
    requestId,
    checkpoint: "ENTRY",
    // Null is what many clients send for what they do not know.
    asOf: null,
    order: {
      orderId: `SO-${requestId}`,
      currency: "USD",
      createdAt: "2026-03-02T10:00:00+01:00",
      netAmount,
      lines: [{ lineId: "1", itemId: "BOLT-M8", orderedQty: 10, unitPrice: 10 }],
    },
    customer: { customerId: "C-100", deliveryDays: null, credit: null },
  };
}

function fresh(): string {
  return crypto.randomUUID();
}

function expect(name: string, actual: unknown, wanted: unknown): void {
  if (actual !== wanted) {
    throw new Error(`${name} is ${JSON.stringify(actual)}, not ${JSON.stringify(wanted)}`);
  }
}

async function decided(body: Order): Promise<components["schemas"]["RecordedDecision"]> {
  const { data, error } = await client.POST("/v1/decisions", { body });
  if (!data) {
    throw new Error(JSON.stringify(error));
  }
  return data;
}

const checks: Record<string, () => Promise<void>> = {
  async is_refused_without_an_api_key() {
    const { error, response } = await stranger.POST("/v1/decisions", { body: order(fresh(), 100) });
    expect("status", response.status, 401);
    expect("code", error?.code, "unauthenticated");
  },
  async decides_and_decides_the_same_again() {
    const body = order(fresh(), 100);
    expect("status", (await decided(body)).status, "NEW");
    const again = await decided(body);
    expect("status", again.status, "DUPLICATE");
    expect("state", again.record.state, "RECORDED");
  },
  async other_content_under_the_same_id_is_a_conflict() {
    const requestId = fresh();
    await decided(order(requestId, 100));
    const { error, response } = await client.POST("/v1/decisions", { body: order(requestId, 101) });
    expect("status", response.status, 409);
    expect("code", error?.code, "request-id-reused");
  },
  async searches_with_typed_filters() {
    const body = order(fresh(), 100);
    const disposition = (await decided(body)).recommendation.disposition;
    const query = { orderId: body.order.orderId, disposition, checkpoint: "ENTRY", sort: "oldest" } as const;
    const { data } = await client.GET("/v1/decisions", { params: { query } });
    expect("found", data?.decisions.length, 1);
    expect("next", typeof data?.next, "string");
  },
  async reports_an_outcome_and_replays() {
    const path = { decisionId: (await decided(order(fresh(), 100))).decisionId };
    const outcome = await client.POST("/v1/decisions/{decisionId}/outcome", {
      params: { path },
      body: { outcome: "RELEASED" },
    });
    expect("outcome", outcome.data?.outcome, "RELEASED");
    const replay = await client.POST("/v1/decisions/{decisionId}/replay", { params: { path } });
    expect("verdict", replay.data?.verdict, "SAME");
  },
};

for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    console.log(`ok typescript ${name}`);
  } catch (problem) {
    console.log(`not ok typescript ${name}: ${String(problem)}`);
    process.exitCode = 1;
  }
}

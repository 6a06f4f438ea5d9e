"use strict";
/*
 * Verifies one recorded decision with nothing but WebCrypto; the same checks that Verify.java makes of a row of an evidence pack.
 *
 * The evidence is {"record": {"header", "hash", "request", "answer", "path"}, "checkpoint", "key"}. The header is canonical JSON; its
 * SHA-256 after a zero byte is the leaf of the log (RFC 9162), the path leads from it to the root, the checkpoint is a signed note
 * (C2SP) over that root. Whatever is written in another way than Docket writes it is refused, so that no two texts count as one.
 */
const docketVerify = (() => {
  const DECISION = "answer at bundleDigest caller checkpoint codes currency customerId decisionId disposition kind modelDigest orderId "
    + "orderValue previous priority request requestDigest requestId ruleIds segment sequence stream warehouse";
  const ONLY_SOME = ["attributes", "call", "canary", "mapping", "masked", "traceId", "underEmergency", "via"];
  const HASH = /^sha256:[0-9a-f]{64}$/;
  const utf8 = new TextEncoder();

  const hex = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
  const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const unbase64 = (text) => {
    const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
    require(btoa(String.fromCharCode(...bytes)) === text);
    return bytes;
  };
  const joined = (...parts) => {
    const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  };
  const equal = (one, other) => hex(one) === hex(other);
  const require = (isSo) => {
    if (!isSo) {
      throw new Error("another form than Docket writes");
    }
  };
  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const names = (object) => Object.keys(object).join(" ");

  /* As Docket writes JSON: nothing between the parts, and the sign that would end a tag escaped. */
  const written = (value) => JSON.stringify(value).replaceAll("<", "\\u003c");
  const canonical = (value) => {
    if (Array.isArray(value)) {
      return "[" + value.map(canonical).join(",") + "]";
    }
    return isObject(value)
      ? "{" + Object.keys(value).sort().map((name) => JSON.stringify(name) + ":" + canonical(value[name])).join(",") + "}"
      : JSON.stringify(value);
  };

  /* What the embedded text says, if it has the one form that it may have. */
  const read = (text) => {
    const evidence = JSON.parse(text);
    require(written(evidence) === text && names(evidence) === "record checkpoint key");
    const { record, checkpoint, key } = evidence;
    require(typeof checkpoint === "string" && typeof key === "string" && isObject(record) && isObject(record.header));
    const header = record.header;
    require(header.kind === "DECISION" && canonical(header) === JSON.stringify(header));
    require(Object.keys(header).filter((name) => !ONLY_SOME.includes(name)).join(" ") === DECISION);
    const isWhole = names(record) === "header hash request answer path";
    require(isWhole || names(record) === "header hash path");
    require(!isWhole || (typeof record.request === "string" && typeof record.answer === "string"));
    require(HASH.test(record.hash) && Array.isArray(record.path) && record.path.every((step) => HASH.test(step)));
    require(Number.isSafeInteger(header.sequence) && header.sequence > 0);
    return { record, header, checkpoint, key, isWhole };
  };

  /* RFC 9162, 2.1.3.2; beyond 32 bits, so without bit operators. */
  const root = async (leaf, index, size, path, node) => {
    let at = index;
    let last = size - 1;
    let hash = leaf;
    const half = (number) => Math.floor(number / 2);
    for (const sibling of path) {
      if (last === 0) {
        return null;
      }
      if (at % 2 === 1 || at === last) {
        hash = await node(sibling, hash);
        while (at % 2 === 0 && at !== 0) {
          at = half(at);
          last = half(last);
        }
      } else {
        hash = await node(hash, sibling);
      }
      at = half(at);
      last = half(last);
    }
    return last === 0 && index < size ? hash : null;
  };

  /* C2SP tlog-checkpoint: the log's name, how many records, their root; when and which one it was. */
  const note = (text) => {
    const end = text.indexOf("\n\n");
    require(end > 0);
    const lines = text.slice(0, end).split("\n");
    require(lines.length === 5 && /^(0|[1-9][0-9]{0,15})$/.test(lines[1]));
    return { origin: lines[0], size: Number(lines[1]), root: unbase64(lines[2]), text: text.slice(0, end + 1), signatures: text.slice(end + 2) };
  };

  const isSigned = async (said, key, subtle) => {
    const [name, id, typed] = [key.slice(0, key.indexOf("+")), ...key.slice(key.indexOf("+") + 1).split(/\+(.*)/s)];
    const bytes = unbase64(typed);
    const digest = new Uint8Array(await subtle.digest("SHA-256", joined(utf8.encode(name + "\n"), bytes)));
    if (bytes.length !== 33 || bytes[0] !== 1 || hex(digest.slice(0, 4)) !== id || name !== said.origin) {
      return false;
    }
    require(said.signatures.endsWith("\n"));
    const lines = said.signatures.slice(0, -1).split("\n");
    require(lines.length === 1);
    const words = lines[0].split(" ");
    require(words.length === 3 && words[0] === "\u2014");
    const signed = unbase64(words[2]);
    if (words[1] !== name || signed.length !== 68 || hex(signed.slice(0, 4)) !== id) {
      return false;
    }
    const verifier = await subtle.importKey("raw", bytes.slice(1), { name: "Ed25519" }, false, ["verify"]);
    return subtle.verify({ name: "Ed25519" }, verifier, signed.slice(4), utf8.encode(said.text));
  };

  /* Every step with "right", "wrong" or "unknown", and the header if all of it is right as far as it could be checked. */
  const verify = async (text, subtle) => {
    const steps = [];
    const step = (name, state, said = "") => steps.push({ name, state, said });
    let all;
    try {
      all = read(text);
      step("form", "right");
    } catch {
      step("form", "wrong");
      return { verdict: "wrong", steps, header: null, key: "" };
    }
    const { record, header, checkpoint, key, isWhole } = all;
    if (!subtle) {
      step("record", "unknown", "no_crypto");
      return { verdict: "partly", steps, header: null, key };
    }
    const sha256 = async (...parts) => new Uint8Array(await subtle.digest("SHA-256", joined(...parts)));
    for (const payload of ["request", "answer"]) {
      if (isWhole) {
        const hash = "sha256:" + hex(await sha256(utf8.encode(record[payload])));
        step(payload, hash === header[payload] ? "right" : "wrong", hash);
      } else {
        step(payload, "unknown", "retired");
      }
    }
    const leaf = await sha256(Uint8Array.of(0), utf8.encode(canonical(header)));
    step("record", "sha256:" + hex(leaf) === record.hash ? "right" : "wrong", record.hash);
    if (checkpoint === "") {
      step("inclusion", "unknown", "no_note");
    } else {
      await log(leaf, all, sha256, subtle, step);
    }
    const is = (state) => steps.some((one) => one.state === state);
    const verdict = is("wrong") ? "wrong" : is("unknown") ? "partly" : "verified";
    return { verdict, steps, header: verdict === "wrong" ? null : header, answer: isWhole ? record.answer : "", key, hash: record.hash };
  };

  const log = async (leaf, { record, header, checkpoint, key }, sha256, subtle, step) => {
    let said;
    try {
      said = note(checkpoint);
    } catch {
      step("checkpoint", "wrong");
      return;
    }
    const path = record.path.map((one) => unhex(one.slice(7)));
    const reached = await root(leaf, header.sequence - 1, said.size, path, (left, right) => sha256(Uint8Array.of(1), left, right));
    const isThere = reached !== null && equal(reached, said.root) && said.origin === "docket/" + header.stream;
    step("inclusion", isThere ? "right" : "wrong", header.sequence + " / " + said.size);
    if (key === "") {
      step("checkpoint", "unknown", "no_key");
      return;
    }
    try {
      step("checkpoint", (await isSigned(said, key, subtle)) ? "right" : "wrong", key);
    } catch (failure) {
      const isForeign = failure instanceof DOMException && failure.name === "NotSupportedError";
      step("checkpoint", isForeign ? "unknown" : "wrong", isForeign ? "no_ed25519" : "");
    }
  };
  return { verify };
})();

/* Shows what was found. Everything is text: nothing of the evidence is ever markup. */
(() => {
  if (typeof document === "undefined") {
    return;
  }
  let texts = {};
  const element = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };
  const facts = (header, hash, key) => {
    const list = element("dl", "facts", "");
    const values = {
      order: header.orderId, customer: header.customerId, disposition: header.disposition, priority: header.priority,
      codes: header.codes.join(" "), at: header.at, caller: header.caller, place: header.sequence + " · " + header.stream, hash, key,
    };
    for (const [name, value] of Object.entries(values)) {
      if (value) {
        const row = element("div", name === "hash" || name === "key" ? "digest" : "", "");
        row.append(element("dt", "", texts[name]), element("dd", "", value));
        list.append(row);
      }
    }
    return list;
  };
  const show = (found, card) => {
    card.hidden = false;
    card.dataset.verdict = found.verdict;
    const heading = element("h2", "", texts["title_" + found.verdict]);
    const list = element("ul", "steps", "");
    for (const step of found.steps) {
      const row = element("li", step.state, texts["step_" + step.name]);
      if (texts[step.said]) {
        row.append(element("span", "sub", texts[step.said]));
      }
      list.append(row);
    }
    card.replaceChildren(heading, element("p", "", texts["lead_" + found.verdict]), list);
    if (found.header) {
      const details = element("details", "", "");
      details.open = !document.getElementById("shown-disposition");
      details.append(element("summary", "", texts.proved), facts(found.header, found.hash, found.key));
      card.append(details);
    }
    const limits = element("details", "", "");
    const said = element("ul", "limits", "");
    said.append(...["limit_key", "limit_rules", "limit_page"].map((name) => element("li", "", texts[name])));
    limits.append(element("summary", "", texts.limits), said);
    card.append(limits);
  };
  /* As the page writes what would hide or reorder its words (dev.docket.text.Printable). */
  const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\u{e0100}-\u{e01ef}]/gu;
  const SHORT = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const escape = (unit) => "\\u" + unit.charCodeAt(0).toString(16).padStart(4, "0");
  const printable = (text) => text.replace(HIDDEN, (sign) => SHORT[sign] ?? sign.split("").map(escape).join(""));
  /* The words of the page are no part of the evidence: those that matter are compared with it. */
  const compared = (found) => {
    const shown = (id) => document.getElementById(id);
    if (found.header === null || !shown("shown-disposition")) {
      return found;
    }
    const summary = found.answer ? JSON.parse(found.answer).recommendation.summary : null;
    const pairs = [[shown("shown-disposition").dataset.value, found.header.disposition], [shown("shown-order").textContent, found.header.orderId],
      [document.getElementById("decision").dataset.decision, found.header.decisionId]];
    if (summary !== null) {
      pairs.push([shown("shown-summary").textContent, summary]);
    }
    const isSame = pairs.every(([words, recorded]) => words === printable(recorded));
    found.steps.push({ name: "shown", state: isSame ? "right" : "wrong", said: "" });
    return isSame ? found : { ...found, verdict: "wrong", header: null };
  };
  const subtle = () => globalThis.crypto?.subtle;
  const begin = async () => {
    const said = document.getElementById("verify-texts");
    const card = document.getElementById("proof");
    if (!said || !card) {
      return;
    }
    texts = JSON.parse(said.textContent);
    const evidence = document.getElementById("evidence");
    if (evidence) {
      show(compared(await docketVerify.verify(evidence.textContent, subtle())), card);
    } else if (!card.dataset.idle) {
      show({ verdict: "none", steps: [], header: null }, card);
    }
    for (const input of document.querySelectorAll("#file, #kept")) {
      input.addEventListener("change", () => file(card));
    }
  };
  const file = async (card) => {
    const chosen = document.getElementById("file").files[0];
    const kept = document.getElementById("kept").value.trim();
    if (!chosen) {
      return;
    }
    const page = new DOMParser().parseFromString(await chosen.text(), "text/html");
    const evidence = page.getElementById("evidence");
    const found = evidence
      ? await docketVerify.verify(evidence.textContent, subtle())
      : { verdict: "wrong", steps: [{ name: "form", state: "wrong", said: "no_evidence" }], header: null };
    if (kept && found.header) {
      const isKept = kept === found.key;
      found.steps.push({ name: "kept", state: isKept ? "right" : "wrong", said: isKept ? "" : "other_key" });
      found.verdict = isKept ? found.verdict : "wrong";
      found.header = isKept ? found.header : null;
    }
    show(found, card);
  };
  document.addEventListener("DOMContentLoaded", begin);
})();

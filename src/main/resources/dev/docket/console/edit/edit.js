/* Lets an author write in the policy. What was changed stays in this tab until it is proposed; the service checks and replays it. */
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers, drawSelection, highlightActiveLine } from "@codemirror/view";
import { defaultKeymap, history, historyKeymap, indentWithTab, redo, undo } from "@codemirror/commands";
import { StreamLanguage, HighlightStyle, syntaxHighlighting, bracketMatching, indentUnit } from "@codemirror/language";
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { tags } from "@lezer/highlight";

const texts = JSON.parse(document.getElementById("editor-texts").textContent);
const said = (name, ...values) => texts[name].replace(/\{(\d)\}/g, (all, place) => values[place]);
const byId = (id) => document.getElementById(id);
const place = byId("editing");

/* How the languages look. */
const drl = StreamLanguage.define({
  name: "drl",
  startState: () => ({ comment: false }),
  token(stream, state) {
    if (state.comment || stream.match("/*")) {
      state.comment = !stream.match(/.*?\*\//);
      if (state.comment) stream.skipToEnd();
      return "comment";
    }
    if (stream.eatSpace()) return null;
    if (stream.match("//")) { stream.skipToEnd(); return "comment"; }
    if (stream.match(/"(?:[^"\\]|\\.)*"?/)) return "string";
    if (stream.match(/@[a-zA-Z]+/)) return "meta";
    if (stream.match(/\d+(?:\.\d+)?/)) return "number";
    if (stream.match(/(?:package|import|global|rule|when|then|end|not|exists|from|and|or|accumulate|in|contains|matches|memberOf)\b/)) return "keyword";
    if (stream.match(/(?:true|false|null)\b/)) return "atom";
    if (stream.match(/(?:effects|parameters)\b/)) return "variableName.special";
    if (stream.match(/[A-Z][A-Za-z0-9_]*/)) return "typeName";
    if (stream.match(/\$?[a-z][A-Za-z0-9_]*/)) return "variableName";
    if (stream.match(/[<>=!]=?|&&|\|\|/)) return "operator";
    stream.next();
    return null;
  },
});
const yaml = StreamLanguage.define({
  name: "yaml",
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/#.*/)) return "comment";
    if (stream.match(/"(?:[^"\\]|\\.)*"?|'[^']*'?/)) return "string";
    if (stream.match(/-?\d[\d.:TZ+-]*(?=[\s,\]}]|$)/)) return "number";
    if (stream.match(/[A-Za-z0-9_.@$/-]+(?=\s*:(?:\s|$))/)) return "propertyName";
    if (stream.match(/(?:true|false|null)\b/)) return "atom";
    if (stream.match(/[A-Za-z0-9_.$/-]+/)) return null;
    stream.next();
    return null;
  },
});
const colours = HighlightStyle.define([
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: tags.keyword, color: "var(--review)", fontWeight: "600" },
  { tag: tags.string, color: "var(--release)" },
  { tag: [tags.number, tags.atom], color: "var(--hold)" },
  { tag: [tags.typeName, tags.propertyName], color: "var(--accent)" },
  { tag: tags.meta, color: "var(--soft)" },
  { tag: tags.special(tags.variableName), color: "var(--review)" },
]);
const theme = EditorView.theme({
  "&": { height: "min(70vh, 46rem)", color: "var(--ink)", backgroundColor: "var(--card)", fontSize: "13.5px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--soft)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--wash) 55%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--mark)" },
  ".cm-tooltip": { backgroundColor: "var(--card)", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: "6px", font: "13.5px/1.5 var(--sans)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--accent-ink)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: ".85", marginLeft: ".8em" },
  ".cm-diagnostic": { padding: ".4rem .8rem", maxWidth: "36rem" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--reject)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--hold)" },
  ".cm-diagnosticAction": { backgroundColor: "var(--accent)", color: "var(--accent-ink)", padding: ".2rem .6rem", borderRadius: "4px", font: "inherit" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--reject)", textUnderlineOffset: "3px" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy var(--hold)", textUnderlineOffset: "3px" },
  ".cm-matchingBracket": { backgroundColor: "var(--mark) !important" },
});

/* What may be written at a place. */
const options = (all, type) => all.map(([label, detail]) => ({ label, detail, type }));
const factAt = (text) => {
  let depth = 0;
  for (let at = text.length - 1; at >= 0 && text.length - at < 4000; at--) {
    if (text[at] === ")") depth++;
    if (text[at] === "(" && depth-- === 0) return /([A-Z][A-Za-z]*)\s*$/.exec(text.slice(0, at))?.[1] ?? factAt(text.slice(0, at));
  }
  return undefined;
};
const complete = (words) => (context) => {
  const before = context.state.sliceDoc(Math.max(0, context.pos - 4000), context.pos);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const found = (pattern) => pattern.exec(line);
  const list = (text, all) => ({ from: context.pos - text.length, options: all, validFor: /^[\w.$-]*$/ });
  let match;
  if (current.endsWith(".drl")) {
    if ((match = found(/parameters\.([a-z]+)\("([\w-]*)$/))) {
      return list(match[2], options(words.parameters.filter((one) => one.accessor === match[1]).map((one) => [one.name, one.says]), "constant"));
    }
    if ((match = found(/parameters\.([a-z]*)$/))) {
      return list(match[1], options([...new Set(words.parameters.map((one) => one.accessor))].map((one) => [one]), "method"));
    }
    if ((match = found(/\.(?:exception|waive)\("([\w-]*)$|\.waiveBelow\(\d, *"([\w-]*)$/))) {
      return list(match[1] ?? match[2], options(Object.entries(words.codes), "enum"));
    }
    if ((match = found(/\.(?:action|remedy)\("(\w*)$/))) return list(match[1], options(Object.entries(words.actions), "enum"));
    if ((match = found(/\.approval\("(\w*)$/))) return list(match[1], options(words.roles.map((role) => [role]), "enum"));
    if ((match = found(/effects\.(?:.*\)\.)?(\w*)$/))) {
      return list(match[1], options([["exception"], ["action"], ["remedy"], ["approval"], ["waive"], ["waiveBelow"]], "method"));
    }
    if ((match = found(/\b([A-Z]\w*)\.(\w*)$/)) && words.constants[match[1]]) {
      return list(match[2], options(words.constants[match[1]].map((one) => [one]), "enum"));
    }
    if ((match = found(/(?:^|[^"\w.$])(\w*)$/)) && (match[1] || context.explicit)) {
      const fact = words.facts.find((one) => one.name === factAt(before));
      const fields = fact ? options(fact.fields.map((one) => [one.name, one.type]), "property") : [];
      return list(match[1], [...fields, ...options(words.facts.map((one) => [one.name, one.path]), "class"),
        ...options(Object.keys(words.constants).map((one) => [one]), "class")]);
    }
    return null;
  }
  if ((match = found(/([\w.-]+)$/)) || context.explicit) {
    const paths = words.facts.filter((fact) => fact.path && !fact.path.includes("[]"))
      .flatMap((fact) => fact.fields.filter((one) => !one.isDerived).map((one) => [fact.path + "." + one.name, one.type]));
    return list(match ? match[1] : "", [...options(paths, "property"), ...options(Object.entries(words.codes), "enum"),
      ...options(Object.entries(words.actions), "enum")]);
  }
  return null;
};

/* The draft. */
let policy;
let current = "";
let findings = [];
let view;
const states = new Map();
const kept = () => "docket-draft-" + policy.base;
const added = new Set();
const removed = new Set();
const isThere = (file) => !removed.has(file) && (policy.files[file] !== undefined || added.has(file));
const known = () => [...new Set([...Object.keys(policy.files), ...added])];
/* With the line breaks that the file has. */
const textOf = (file) => (file === current && view ? view.state : states.get(file))?.sliceDoc() ?? draft[file] ?? policy.files[file];
const changed = () => known().filter((file) => isThere(file) && textOf(file) !== policy.files[file]);
const sent = (more = {}) => ({ base: policy.base, files: changed().map((path) => ({ path, text: textOf(path) })), removed: [...removed], ...more });
const keep = () => {
  const files = Object.fromEntries([...changed().map((file) => [file, textOf(file)]), ...[...removed].map((file) => [file, null])]);
  try {
    sessionStorage.setItem(kept(), JSON.stringify(files));
  } catch {
    /* No room, or not allowed: the draft lives as long as the page. */
  }
};
const ask = async (path, body) => {
  const answer = await fetch("/console/edit/" + path, body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (answer.ok) return answer.json();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  throw new Error(page.querySelector("main")?.innerText.trim() || said("away"));
};

const languageOf = (file) => file.endsWith(".drl") ? drl : file.endsWith(".csv") ? [] : yaml;
const isWindows = (text) => text.includes("\r\n") && !/(?:^|[^\r])\n/.test(text);
const stateOf = (file) => {
  if (!states.has(file)) {
    const text = draft[file] ?? policy.files[file] ?? "";
    states.set(file, EditorState.create({
      doc: text,
      extensions: [isWindows(text) ? EditorState.lineSeparator.of("\r\n") : [], lineNumbers(), lintGutter(), history(), drawSelection(), highlightActiveLine(), bracketMatching(), indentUnit.of("  "),
        languageOf(file), syntaxHighlighting(colours), theme, file.endsWith(".csv") ? [] : autocompletion({ icons: false, override: [complete(policy.words)] }),
        keymap.of([...completionKeymap, ...lintKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        EditorView.contentAttributes.of({ tabindex: "0", "aria-label": said("content", file), "aria-describedby": "editor-help" }),
        EditorView.updateListener.of((update) => { if (update.docChanged) written(); })],
    }));
  }
  return states.get(file);
};
let draft = {};
const show = (file, line, finding) => {
  if (view && current) states.set(current, view.state);
  current = file;
  view.setState(stateOf(file));
  byId("file-name").textContent = file;
  byId("remove").hidden = NEEDED.has(file);
  marked();
  listed();
  numbers();
  tabled(finding ?? (line && { line }));
  if (line) {
    const at = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
    view.dispatch({ selection: { anchor: at.from }, effects: EditorView.scrollIntoView(at.from, { y: "start", yMargin: 60 }) });
  }
};
/* A decision table is shown as a grid, unless its text is asked for. The grid comes when the first table is shown. */
let table;
let isText = false;
const tabled = async (finding) => {
  const isTable = current.endsWith(".csv");
  byId("as").hidden = !isTable;
  if (isTable && !table) {
    const { grid } = await import(place.dataset.grid);
    table ??= grid(byId("grid"), { said, undo: () => undo(view), redo: () => redo(view),
      change: (changes) => view.dispatch({ userEvent: "input.cell",
        changes: changes.map((one) => ({ ...one, insert: (one.insert ?? "").replaceAll("\n", view.state.lineBreak) })) }) });
  }
  const isShown = current.endsWith(".csv") && !isText && table.show(view.state.doc.toString(), said("grid_of", current));
  byId("grid").hidden = !isShown;
  place.classList.toggle("wide", isShown);
  byId("editor").hidden = byId("editor-help").hidden = isShown;
  for (const [id, isOn] of [["as-table", isShown], ["as-text", !isShown]]) byId(id).setAttribute("aria-pressed", isOn);
  if (isShown) {
    table.found(inTable());
    if (finding) table.go(finding);
  }
};
const inTable = () => findings.filter((one) => one.file === current).map((one) => ({
  ...one, marked: view.state.doc.lines >= one.line ? view.state.doc.line(one.line).text.slice(one.from, one.to) : "" }));
const choose = (text) => {
  isText = text;
  tabled();
};
byId("as-table").addEventListener("click", () => choose(false));
byId("as-text").addEventListener("click", () => choose(true));

/* Files that come and go. */
const NEEDED = new Set(["bundle.yaml", "parameters.yaml", "taxonomy.yaml", "actions.yaml"]);
const HEAD = "package rules;\n\nimport dev.docket.order.*;\n\nglobal dev.docket.rules.Parameters parameters;\nglobal dev.docket.rules.Effects effects;\n\n";
const BEGINNINGS = {
  drl: HEAD + 'rule ""\n  @owner( "" )\n  @policy( "" )\n  @at( "ENTRY" )\nwhen\n  Customer( )\nthen\n  effects.exception("", 3);\nend\n',
  csv: 'Owner,\nAt,ENTRY\n\nRuleTable,,,,\nNAME,CONDITION,ACTION,ACTION,METADATA\n,Customer,,,\n,segment == Segment.$param,"effects.exception(""$1"", $2)",".action(""$param"")","policy( ""$param"" )"\n'
    + 'Rule,Segment,"Exception, severity",Action,Policy\n,,,,\n',
  yaml: "area: \nasOf: 2026-01-05T10:00:00Z\ncases:\n  - name: \n    says: \n    base: entry\n    with: {}\n    expect:\n      disposition: RELEASE\n      fired: []\n",
};
byId("add-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const kind = byId("add-kind").value;
  const file = (kind === "yaml" ? "cases/" : "") + byId("add-name").value.trim() + "." + kind;
  const isTaken = known().some((one) => one.toLowerCase() === file.toLowerCase() && isThere(one));
  byId("add-says").textContent = isTaken ? said("taken", file) : "";
  if (isTaken) return;
  removed.delete(file);
  states.delete(file);
  if (policy.files[file] === undefined) added.add(file);
  draft[file] = BEGINNINGS[kind];
  byId("add-name").value = "";
  byId("add").open = false;
  show(file);
  written();
  (file.endsWith(".csv") ? byId("file-name") : view).focus();
});
byId("remove").addEventListener("click", () => {
  if (!confirm(said("remove", current))) return;
  const file = current;
  const isNew = added.delete(file);
  if (!isNew) removed.add(file);
  delete draft[file];
  show(first());
  states.delete(file);
  written();
  byId("file-name").focus();
});
const restored = (file) => {
  removed.delete(file);
  show(file);
  written();
};
const first = () => known().find((file) => file.endsWith(".drl") && isThere(file)) ?? known().find(isThere);

let waiting;
const written = () => {
  keep();
  listed();
  if (current.endsWith(".csv")) tabled();
  if (!isFormWriting) numbers();
  clearTimeout(waiting);
  waiting = setTimeout(check, 250);
};

/* What the service says of it. */
let asked = 0;
const check = async (withCases = false) => {
  const turn = ++asked;
  const begin = performance.now();
  byId("checked").textContent = said("checking");
  try {
    const answer = await ask("check", sent({ withCases }));
    if (turn !== asked) return;
    findings = answer.findings;
    const errors = findings.filter((one) => one.severity === "ERROR").length;
    byId("checked").textContent = (withCases ? said("cases") + " " : "") + (findings.length
      ? said("counts", errors, findings.length - errors, Math.round(performance.now() - begin)) : said("clean"));
    marked();
    listed();
    told();
  } catch (problem) {
    if (turn === asked) byId("checked").textContent = problem.message || said("away");
  }
};
const marked = () => {
  const doc = view.state.doc;
  if (current.endsWith(".csv") && !byId("grid").hidden) table.found(inTable());
  view.dispatch(setDiagnostics(view.state, findings.filter((one) => one.file === current && one.line <= doc.lines).map((one) => {
    const line = doc.line(one.line);
    const from = Math.min(line.from + one.from, line.to);
    const to = Math.min(Math.max(line.from + one.to, from), line.to);
    return {
      from, to, severity: one.severity.toLowerCase(), message: one.code + ": " + one.message,
      actions: one.instead ? [{ name: said("fix", one.instead), apply: (target, at, end) => target.dispatch({ changes: { from: at, to: end, insert: one.instead } }) }] : [],
    };
  })));
};
const element = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text ?? "" }, more);
const told = () => byId("findings").replaceChildren(...findings.map((one) => {
  const item = element("li");
  const button = element("button", null, { type: "button", className: one.severity });
  button.append(element("b", said(one.severity)), " ", one.message, element("span", one.file + ", " + said("line", one.line) + " · " + one.code, { className: "sub" }));
  button.addEventListener("click", () => {
    if (!isThere(one.file)) return;
    show(one.file, one.line, one);
    if (!one.file.endsWith(".csv") || isText) view.focus();
  });
  item.append(button);
  return item;
}));
/* Rules first, then data, then cases; fixtures only while they are shown. */
const rank = (file) => file.endsWith(".yaml") + 2 * file.includes("/");
const inOrder = () => known().sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
const listed = () => {
  const now = changed();
  byId("files").replaceChildren(...inOrder().filter((file) => !file.includes("fixtures/") || file === current).map((file) => {
    const item = element("li");
    const button = element("button", null, { type: "button", className: "choice" + (removed.has(file) ? " removed" : now.includes(file) ? " changed" : "") });
    if (file === current) button.setAttribute("aria-current", "true");
    const wrong = findings.filter((one) => one.file === file && one.severity === "ERROR").length;
    button.append(element("span", file, { className: "clip" }), wrong ? element("b", wrong, { className: "bad" }) : "");
    if (removed.has(file)) button.append(element("span", said("put_back"), { className: "sub" }));
    button.addEventListener("click", () => removed.has(file) ? restored(file) : show(file));
    item.append(button);
    return item;
  }));
  const count = now.length + removed.size;
  byId("draft-says").textContent = count ? said("changed", count) : said("unchanged");
  byId("revert").hidden = !count;
};

/* Parameters as a form: it writes in the text. What reads them comes when they are first shown. */
let isFormWriting = false;
let reading;
const numbers = async () => {
  const isHere = current === "parameters.yaml";
  byId("numbers-card").hidden = !isHere;
  if (!isHere) return;
  reading ??= import(place.dataset.parameters);
  const { parameters } = await reading;
  if (current !== "parameters.yaml") return;
  byId("numbers").replaceChildren(...parameters(view.state.doc.toString()).map((one) => {
    const row = element("div");
    const title = one.name.replaceAll("-", " ");
    const unit = one.unit.replaceAll("-", " ") + (one.range ? ", " + said("range", ...one.range) : "");
    if (one.fields.length === 1 && !one.fields[0].labels.length) {
      row.append(label(title, "number-" + one.name), element("span", one.says, { className: "sub" }), filledIn(one, one.fields[0]), element("span", unit, { className: "quiet" }));
    } else {
      const name = element("b", title, { id: "parameter-" + one.name });
      row.setAttribute("role", "group");
      row.setAttribute("aria-labelledby", name.id);
      row.append(name, element("span", one.says, { className: "sub" }), ...one.fields.map((field) => {
        const part = element("p", null, { className: "part" });
        part.append(label(labelOf(field), idOf(one, field)), filledIn(one, field));
        return part;
      }), element("span", unit, { className: "quiet" }));
    }
    row.dataset.found = (title + " " + one.says).toLowerCase();
    return row;
  }));
  filter();
};
const label = (text, id) => element("label", text, { htmlFor: id });
const labelOf = ({ labels }) => labels.map((one) => one.isDefault ? said("default") : one.day ? said("from_day", one.day) : one.key).join(", ") || said("always");
const idOf = (one, field) => "number-" + one.name + (field.key === "value" ? "" : "-" + field.key.replaceAll("/", "-"));
const filledIn = (one, field) => {
  const input = element("input", null, { id: idOf(one, field), value: field.text, autocomplete: "off", spellcheck: false, className: field.isNumber ? "" : "words" });
  if (field.isNumber) input.inputMode = "decimal";
  input.addEventListener("input", () => {
    const value = input.value.trim();
    const isOff = field.isNumber ? !/^-?\d+(?:\.\d+)?$/.test(value) || (one.range && (+value < one.range[0] || +value > one.range[1])) : !value || /[\n{}]/.test(value);
    input.classList.toggle("off", Boolean(isOff));
    input.setAttribute("aria-invalid", Boolean(isOff));
    /* What is out of range is for the check to say; what is no value at all would take the rest of its map along. */
    if (!isOff || /^-?\d+(?:\.\d+)?$/.test(value)) put(one.name, field.key, value);
  });
  return input;
};
const put = async (name, key, value) => {
  const { parameters } = await reading;
  const at = parameters(view.state.doc.toString()).find((one) => one.name === name)?.fields.find((one) => one.key === key);
  if (!at) return;
  isFormWriting = true;
  view.dispatch({ changes: { from: at.from, to: at.to, insert: value }, effects: EditorView.scrollIntoView(at.from, { y: "center" }) });
  isFormWriting = false;
};
const filter = () => {
  const words = byId("numbers-filter").value.toLowerCase().split(/\s+/);
  for (const row of byId("numbers").children) row.hidden = !words.every((word) => row.dataset.found.includes(word));
};
byId("numbers-filter").addEventListener("input", filter);

/* What it would change, and making a change of it. */
const answerIn = (target, answer) => {
  if (answer.html) {
    target.innerHTML = answer.html;
    for (const samples of target.querySelectorAll("details:last-of-type")) samples.open = true;
  } else {
    target.replaceChildren(element("p", answer.title, { className: "notice" }));
    const list = element("ul", null, { className: "cases" });
    list.append(...(answer.problems ?? []).map((one) => element("li", one)));
    if (list.children.length) target.append(list);
  }
  document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: target } }));
};
const working = async (form, says, work) => {
  const button = form.querySelector("button");
  byId("effect").hidden = false;
  byId("effect-body").replaceChildren(element("p", says, { className: "quiet" }));
  byId("effect").scrollIntoView({ block: "nearest" });
  button.disabled = true;
  try {
    await work();
  } catch (problem) {
    answerIn(byId("effect-body"), { title: problem.message || said("away") });
  }
  button.disabled = false;
};
byId("effect-form").addEventListener("submit", (event) => {
  event.preventDefault();
  working(event.target, said("replaying"), async () => {
    answerIn(byId("effect-body"), await ask("effect", sent({ hours: +byId("hours").value })));
    byId("effect").scrollIntoView({ block: "start" });
    byId("effect-said").focus({ preventScroll: true });
  });
});
byId("propose-form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  working(event.target, said("proposing"), async () => {
    const body = sent({ hours: +byId("hours").value, reason: byId("propose-reason").value, ticket: byId("ticket").value });
    const named = VERSION.exec(textOf("bundle.yaml"));
    if (named && named[2] !== byId("version").value.trim()) {
      body.files = body.files.filter((one) => one.path !== "bundle.yaml");
      body.files.push({ path: "bundle.yaml", text: textOf("bundle.yaml").replace(VERSION, (all, key) => key + JSON.stringify(byId("version").value.trim())) });
    }
    const answer = await ask("change", body);
    if (!answer.path) return answerIn(byId("effect-body"), answer);
    sessionStorage.removeItem(kept());
    location.assign(answer.path);
  });
});
byId("run-cases").addEventListener("click", async (event) => {
  event.target.disabled = true;
  await check(true);
  event.target.disabled = false;
});
byId("revert").addEventListener("click", () => {
  if (!confirm(said("revert"))) return;
  sessionStorage.removeItem(kept());
  location.reload();
});

const VERSION = /^(version:[ \t]*)"?([\w.+-]+)"?[ \t]*$/m;
const begin = async () => {
  policy = await ask("policy");
  try {
    draft = JSON.parse(sessionStorage.getItem(kept()) ?? "{}");
  } catch {
    draft = {};
  }
  const shadow = byId("editor").attachShadow({ mode: "open" });
  view = new EditorView({ parent: shadow, root: shadow });
  for (const [file, text] of Object.entries(draft)) {
    if (text === null) {
      delete draft[file];
      if (policy.files[file] !== undefined) removed.add(file);
    } else if (policy.files[file] === undefined) {
      added.add(file);
    }
  }
  const wanted = place.dataset.file;
  show(isThere(wanted) ? wanted : first(), +place.dataset.line || 0);
  const version = byId("version");
  const named = VERSION.exec(policy.files["bundle.yaml"] ?? "");
  if (version && named) version.value = named[2].replace(/^(\d+)\.(\d+).*$/, (all, major, minor) => major + "." + (+minor + 1) + ".0");
  check();
  place.dataset.ready = "true";
};
begin().catch((problem) => { byId("file-name").textContent = problem.message; });

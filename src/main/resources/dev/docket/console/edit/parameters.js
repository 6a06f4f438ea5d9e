/* What stands in parameters.yaml, as far as a form can show it: each number, word and list of words with its place in the text. It knows the
   YAML that such files are written in; the check of the service knows all of it. */
const WORD = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s,[\]{}"'#][^,[\]{}\n#]*/y;
const NAME = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s,[\]{}:"'#][^,[\]{}:\n]*/y;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const matched = (pattern, text, at) => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].trimEnd();
};
const bare = (word) => word.replace(/^(["'])(.*)\1$/, "$2");
const blank = (text, at) => at + /^(?:\s|#.*)*/.exec(text.slice(at))[0].length;

/* A map or list in brackets. Returns where it ends. */
const flow = (text, begin, path, leaf) => {
  const isMap = text[begin] === "{";
  const found = [];
  const keep = (...one) => found.push(one);
  let at = begin + 1;
  for (let index = 0; at < text.length;) {
    at = blank(text, at);
    if (text[at] === "}" || text[at] === "]") break;
    if (text[at] === ",") {
      index++;
      at++;
      continue;
    }
    let key = String(index);
    if (isMap) {
      const name = matched(NAME, text, at);
      if (!name) return text.length;
      key = bare(name);
      at = blank(text, at + name.length);
      if (text[at] !== ":") return text.length;
      at = blank(text, at + 1);
    }
    if (text[at] === "{" || text[at] === "[") {
      at = flow(text, at, [...path, key], keep);
    } else {
      const word = matched(WORD, text, at);
      if (!word) return text.length;
      keep([...path, key], at, at + word.length);
      at += word.length;
    }
  }
  const isOfWords = !isMap && found.length && found.every(([, from, to]) => !NUMBER.test(text.slice(from, to)));
  if (isOfWords) leaf(path, begin + 1, at);
  else for (const one of found) leaf(...one);
  return at + 1;
};

/* The numbers and words of the file by parameter, each with the way to it. */
const leaves = (text) => {
  const all = [];
  let open = [];
  for (let at = 0; at < text.length;) {
    const end = text.indexOf("\n", at) < 0 ? text.length : text.indexOf("\n", at);
    const line = text.slice(at, end);
    let next = end + 1;
    const top = /^([a-z][a-z0-9-]*):/.exec(line);
    if (top) {
      all.push({ name: top[1], leaves: [] });
      open = [{ indent: 0, path: [], items: 0 }];
    } else if (all.length && /^[ \t]+[^\s#]/.test(line)) {
      let indent = /^[ \t]*/.exec(line)[0].length;
      while (open.length > 1 && open.at(-1).indent >= indent) open.pop();
      let path = open.at(-1).path;
      const dash = /^-[ \t]+/.exec(line.slice(indent));
      if (dash) {
        path = [...path, String(open.at(-1).items++)];
        open.push({ indent, path, items: 0 });
        indent += dash[0].length;
      }
      const leaf = (way, from, to) => all.at(-1).leaves.push({ path: way, from, to, text: text.slice(from, to) });
      const name = matched(NAME, text, at + indent);
      const isNamed = name && !"{[".includes(text[at + indent]) && /^:(?:\s|$)/.test(text.slice(at + indent + name.length, at + indent + name.length + 2));
      const way = isNamed ? [...path, bare(name)] : path;
      let from = at + indent + (isNamed ? name.length + 1 : 0);
      from += /^[ \t]*/.exec(text.slice(from, end))[0].length;
      if (text[from] === "{" || text[from] === "[") {
        next = Math.max(next, text.indexOf("\n", flow(text, from, way, leaf) - 1) + 1 || text.length);
      } else if (/^[>|][+-]?[ \t]*$/.test(text.slice(from, end))) {
        const block = /^(?:[ \t]*\n|[ \t]+.*(?:\n|$))*/.exec(text.slice(next))[0];
        const folded = block.replace(/\n$/, "").split("\n").filter((one, place, lines) => lines.slice(0, place + 1).every((each) => !each.trim() || /^[ \t]*/.exec(each)[0].length > indent));
        leaf(way, next, next);
        all.at(-1).leaves.at(-1).text = folded.map((one) => one.trim()).join(" ").trim();
        next += folded.reduce((sum, one) => sum + one.length + 1, 0);
      } else if (from >= end || text[from] === "#") {
        open.push({ indent, path: way, items: 0 });
      } else {
        const word = matched(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\n]*?(?=[ \t]+#|[ \t]*(?:\n|$))/y, text, from);
        if (word) leaf(way, from, from + word.length);
      }
    }
    at = Math.max(next, at + 1);
  }
  return all;
};

/* The parameters that have something to fill in.
   labels: what a value is of: { key }, { day }, { isDefault }; none for the only one. */
export const parameters = (text) => leaves(text).map(({ name, leaves: all }) => {
  const word = (key) => bare(all.find((one) => one.path.join("/") === key)?.text ?? "");
  const range = [word("range/0"), word("range/1")].filter((one) => NUMBER.test(one)).map(Number);
  const fields = all.filter(({ path }) => /^(?:value|values|default|changes)$/.test(path[0]) && !isName(path, all)).map((one) => ({
    key: one.path.join("/"), from: one.from, to: one.to, text: one.text, isNumber: NUMBER.test(one.text), labels: labels(one.path, all, word("unit") === "bands"),
  }));
  return { name, says: word("says"), unit: word("unit"), range: range.length === 2 ? range : undefined, fields };
}).filter((one) => one.fields.length);

/* In a list of values, whatever is no value says which orders it is for; in one of changes, from when on. */
const isName = (path, all) => {
  const list = path.findLastIndex((part, place) => /^\d+$/.test(part) && /^(?:values|changes)$/.test(path[place - 1]));
  if (list < 0 || path[list + 1] === undefined) return false;
  return path[list - 1] === "changes" ? path[list + 1] === "from" : path.at(-1) !== "value" && all.some((one) => one.path.join("/") === [...path.slice(0, list + 1), "value"].join("/"));
};
const labels = (path, all, isBands) => path.flatMap((part, place) => {
  const before = path[place - 1];
  const beside = (last) => all.filter((one) => one.path.length === place + 2 && one.path.slice(0, place + 1).join("/") === path.slice(0, place + 1).join("/") && last(one.path.at(-1)))
    .map((one) => bare(one.text));
  if (part === "default") return [{ isDefault: true }];
  if (/^(?:value|values|changes)$/.test(part) && (place === 0 || /^\d+$/.test(before))) return [];
  if (/^\d+$/.test(part) && before === "changes") return beside((key) => key === "from").map((day) => ({ day }));
  if (/^\d+$/.test(part) && before === "values") return [{ key: beside((key) => key !== "value").join(", ") }];
  return [{ key: /^\d+$/.test(part) ? (isBands ? "P" : "") + (+part + 1) : part }];
});

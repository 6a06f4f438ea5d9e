/*
 * A decision table as a grid. What is edited stays the text of the file: a change replaces the text of its cells and nothing else, so separators,
 * quotes and cells that nobody touched keep their bytes. Cells are found in the text as CsvSheet finds them.
 */
const KINDS = ["NAME", "CONDITION", "ACTION", "METADATA"];
const LAYOUT = ["start", "kinds", "facts", "snippets", "titles"];

/* Rows of cells, each with its place in the text; nothing if a quote is not closed. */
const rowsOf = (text, separator, begin = 0) => {
  const rows = [];
  let row = [];
  let from = begin;
  let value = "";
  let isQuoted = false;
  for (let at = begin; at <= text.length; at++) {
    const sign = text[at];
    if (sign === '"' && isQuoted && text[at + 1] === '"') {
      value += text[at++];
    } else if (sign === '"') {
      isQuoted = !isQuoted;
    } else if (sign !== undefined && (isQuoted || (sign !== separator && sign !== "\n"))) {
      value += sign;
    } else if (sign === undefined && isQuoted) {
      return undefined;
    } else {
      if (sign !== undefined || row.length || value) row.push({ from, to: at, text: value.trim() });
      if (sign !== separator && row.length) {
        rows.push(row);
        row = [];
      }
      value = "";
      from = at + 1;
    }
  }
  return rows;
};

/* The rows, what separates their cells, and the row of RuleTable. */
const read = (text) => {
  const stated = /^"?sep=([,;\t])"?[,;\t]*\n/.exec(text);
  const tried = stated ? [stated[1]] : [",", ";", "\t"];
  const found = tried.map((separator) => ({ separator, rows: rowsOf(text, separator, stated ? stated[0].length : 0) }));
  if (!found[0].rows) return undefined;
  const sheet = found.find(({ rows }) => rows.some((row) => row.some((one) => one.text === "NAME") && row.some((one) => KINDS.indexOf(one.text) > 0))) ?? found[0];
  if (stated) sheet.rows.unshift([]);
  sheet.top = sheet.rows.findIndex((row) => /^ruletable(?: |$)/i.test(row.find((one) => one.text)?.text ?? ""));
  sheet.width = Math.max(2, ...sheet.rows.map((row) => row.length));
  return sheet;
};

const letters = (column) => (column < 26 ? "" : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
const element = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text ?? "" }, more);

const CELL = /^cell ([A-Z]{1,3})(\d+): /;

/* A finding that names no cell is about the first one of its row. */
const placeOf = (one) => {
  const named = CELL.exec(one.message ?? "");
  return named
    ? { row: +named[2] - 1, column: [...named[1]].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 }
    : { row: one.line - 1, column: 0 };
};

/*
 * Shows tables in an element. The keys are those of a spreadsheet; Tab leaves.
 *
 * change(changes) replaces parts of the text, undo() and redo() take that back and forth, said(name, ...values) is what people read.
 */
export const grid = (host, { change, undo, redo, said }) => {
  const table = element("table", null, { className: "sheet", role: "grid" });
  const says = element("div", null, { className: "cell-says", id: "cell-says", role: "status" });
  const tools = element("div", null, { className: "tools", role: "group" });
  const scroll = element("div", null, { className: "scroll" });
  const words = element("datalist", null, { id: "cell-words" });
  scroll.append(table);
  tools.setAttribute("aria-label", said("grid_tools"));
  host.replaceChildren(tools, says, scroll, element("p", said("grid_help"), { className: "quiet", id: "grid-help" }), words);
  table.setAttribute("aria-describedby", "grid-help");

  let sheet;
  let findings = [];
  let at = { row: 0, column: 0 };
  let shown = "";

  const cell = (row, column) => table.querySelector(`[data-row="${row}"][data-column="${column}"]`);
  const textAt = (row, column) => sheet.rows[row]?.[column]?.text ?? "";
  const written = (text) => {
    const plain = text.replace(/[\r\n]+/g, " ").trim();
    return plain.includes('"') || plain.includes(sheet.separator) ? '"' + plain.replaceAll('"', '""') + '"' : plain;
  };
  const end = (row) => sheet.rows[row].at(-1)?.to ?? 0;
  const kindOf = (row) => sheet.top < 0 || row < sheet.top ? "setting" : LAYOUT[row - sheet.top] ?? "rule";
  const nameOf = (row, column) => [letters(column) + (row + 1), kindOf(row) === "rule" ? textAt(sheet.top + 4, column) : ""].filter(Boolean).join(", ");
  const ofCell = (row, column) => findings.filter((one) => one.row === row && one.column === column);

  const put = (row, column, text) => {
    const cells = sheet.rows[row];
    if (text.trim() === textAt(row, column)) return;
    if (cells[column]) {
      change([{ from: cells[column].from, to: cells[column].to, insert: written(text) }]);
    } else if (cells.length) {
      change([{ from: end(row), insert: sheet.separator.repeat(column - cells.length + 1) + written(text) }]);
    }
  };
  const addRow = (isCopy) => {
    if (!sheet.rows[at.row].length) return;
    const source = isCopy ? sheet.rows[at.row].map((one, column) => (column ? written(one.text) : "")).join(sheet.separator)
      : sheet.separator.repeat(Math.max(0, (kindOf(at.row) === "setting" ? 2 : sheet.width) - 1));
    const place = end(at.row);
    at = { row: at.row + 1, column: kindOf(at.row) === "setting" ? at.column : 0 };
    change([{ from: place, insert: "\n" + source }]);
  };
  const mayRemoveRow = () => sheet.rows[at.row].length && (kindOf(at.row) === "setting" || kindOf(at.row) === "rule");
  const removeRow = () => {
    if (!mayRemoveRow()) return;
    const { row } = at;
    const next = sheet.rows[row + 1]?.[0];
    at.row = next ? row : Math.max(0, row - 1);
    change([next || !row ? { from: sheet.rows[row][0].from, to: next ? next.from : end(row) } : { from: end(row - 1), to: end(row) }]);
  };
  const below = () => sheet.rows.slice(Math.max(0, sheet.top)).filter((row) => row.length);
  const addColumn = () => {
    if (at.row < sheet.top) return;
    const changes = below().filter((row) => row[at.column]).map((row) => ({ from: row[at.column].to, insert: sheet.separator }));
    at = { row: sheet.top + 1, column: at.column + 1 };
    change(changes);
  };
  const removeColumn = () => {
    const { column } = at;
    if (at.row < sheet.top) return;
    at = { row: at.row, column: Math.max(0, column - 1) };
    change(below().filter((row) => row[column] && !/^ruletable/i.test(row[column].text)).map((row) => column
      ? { from: row[column - 1].to, to: row[column].to }
      : { from: row[0].from, to: row[1]?.from ?? row[0].to }));
  };

  /* What may stand in a column: the kinds there are, or what stands in it already. */
  const choices = (row, column) => kindOf(row) === "kinds" ? KINDS
    : kindOf(row) === "rule" ? [...new Set(sheet.rows.slice(sheet.top + 5).map((cells) => cells[column]?.text).filter(Boolean))] : [];
  const edit = (first) => {
    const { row, column } = at;
    const target = cell(row, column);
    if (!target || !sheet.rows[row].length) return;
    const input = element("input", null, { value: first ?? textAt(row, column), autocomplete: "off", spellcheck: false, maxLength: 4000 });
    input.setAttribute("aria-label", nameOf(row, column));
    const known = choices(row, column);
    words.replaceChildren(...known.map((value) => element("option", null, { value })));
    if (known.length) input.setAttribute("list", "cell-words");
    let isOver = false;
    const done = (isKept, rows, columns) => {
      if (isOver) return;
      isOver = true;
      target.replaceChildren();
      target.textContent = textAt(row, column);
      if (rows || columns) at = { row: Math.min(row + rows, sheet.rows.length - 1), column: Math.max(0, Math.min(column + columns, sheet.width - 1)) };
      if (isKept) put(row, column, input.value);
      if (rows !== undefined) move(0, 0);
    };
    input.addEventListener("blur", (event) => {
      const other = event.relatedTarget?.closest?.("td[data-row]");
      if (!isOver && other) {
        at = { row: +other.dataset.row, column: +other.dataset.column };
        setTimeout(() => move(0, 0));
      }
      done(true);
    });
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      const key = event.key;
      if (event.isComposing || (key !== "Enter" && key !== "Tab" && key !== "Escape")) return;
      event.preventDefault();
      done(key !== "Escape", key === "Enter" ? (event.shiftKey ? -Math.min(1, row) : 1) : 0, key === "Tab" ? (event.shiftKey ? -1 : 1) : 0);
    });
    target.replaceChildren(input);
    input.focus();
    if (first === undefined) input.select();
  };

  /* What the check says of the cell that is marked. */
  const tell = () => {
    const found = ofCell(at.row, at.column);
    const name = element("b", nameOf(at.row, at.column));
    name.setAttribute("aria-hidden", "true");
    for (const button of tools.children) {
      const tool = button.dataset.tool;
      button.disabled = tool === "remove_row" ? !mayRemoveRow() : tool.endsWith("column") ? at.row < sheet.top || sheet.top < 0 : false;
    }
    says.replaceChildren(name, ...found.map((one) => {
      const line = element("p", null, { className: one.severity });
      line.append(one.message);
      if (one.instead && textAt(at.row, at.column).includes(one.marked)) {
        const fix = element("button", said("fix", one.instead), { type: "button" });
        fix.addEventListener("click", () => {
          put(at.row, at.column, textAt(at.row, at.column).replace(one.marked, () => one.instead));
          move(0, 0);
        });
        line.append(" ", fix);
      }
      return line;
    }));
  };
  const move = (rows, columns) => {
    const inside = (value, most) => Math.max(0, Math.min(value, most));
    at = { row: inside(at.row + rows, sheet.rows.length - 1), column: inside(at.column + columns, sheet.width - 1) };
    for (const one of table.querySelectorAll("[tabindex='0']")) one.tabIndex = -1;
    const target = cell(at.row, at.column);
    if (!target) return;
    target.tabIndex = 0;
    tell();
    target.focus();
  };
  table.addEventListener("focusin", (event) => {
    const target = event.target.closest("td");
    if (!target || event.target.tagName === "INPUT") return;
    at = { row: +target.dataset.row, column: +target.dataset.column };
    for (const one of table.querySelectorAll("[tabindex='0']")) one.tabIndex = one === target ? 0 : -1;
    tell();
  });
  table.addEventListener("dblclick", () => edit());
  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0] };
  table.addEventListener("keydown", (event) => {
    const { key } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    if (MOVES[key] && !isCommand) move(...MOVES[key]);
    else if (key === "Home") move(isCommand ? -Infinity : 0, -Infinity);
    else if (key === "End") move(isCommand ? Infinity : 0, Infinity);
    else if (key === "Enter" && isCommand) addRow(false);
    else if (key === "Enter" || key === "F2") edit();
    else if ((key === "Delete" || key === "Backspace") && isCommand) removeRow();
    else if (key === "Delete" || key === "Backspace") put(at.row, at.column, "");
    else if (isCommand && key.toLowerCase() === "z") event.shiftKey ? redo() : undo();
    else if (isCommand && key.toLowerCase() === "y") redo();
    else if (key.length === 1 && !isCommand && !event.altKey) edit(key);
    else return;
    event.preventDefault();
  });
  for (const [name, work] of [["add_row", () => addRow(false)], ["copy_row", () => addRow(true)], ["remove_row", removeRow],
    ["add_column", addColumn], ["remove_column", removeColumn], ["undo", undo]]) {
    const button = element("button", said("grid_" + name), { type: "button" });
    button.dataset.tool = name;
    button.addEventListener("click", () => {
      work();
      move(0, 0);
    });
    tools.append(button);
  }

  const draw = () => {
    const columns = [...Array(sheet.width).keys()];
    const head = element("tr");
    head.append(element("td"), ...columns.map((column) => element("th", letters(column), { scope: "col" })));
    const body = sheet.rows.map((cells, row) => {
      const line = element("tr", null, { className: "line-" + kindOf(row) });
      line.append(element("th", row + 1, { scope: "row" }), ...columns.map((column) => {
        const one = element("td", cells[column]?.text, { tabIndex: row === at.row && column === at.column ? 0 : -1 });
        one.dataset.row = row;
        one.dataset.column = column;
        return one;
      }));
      return line;
    });
    const thead = element("thead");
    const tbody = element("tbody");
    thead.append(head);
    tbody.append(...body);
    table.replaceChildren(thead, tbody);
    mark();
  };
  const mark = () => {
    for (const one of table.querySelectorAll("td.ERROR, td.WARNING, td.INFO")) {
      one.className = "";
      one.removeAttribute("aria-invalid");
      one.removeAttribute("title");
    }
    for (const one of [...findings].reverse()) {
      const target = cell(one.row, one.column);
      if (!target) continue;
      target.className = one.severity;
      target.title = one.message;
      if (one.severity === "ERROR") target.setAttribute("aria-invalid", "true");
    }
    tell();
  };

  return {
    /* Shows a text; false if its cells cannot be told apart. */
    show(text, name) {
      const now = read(text);
      if (!now || !now.rows.length) return false;
      sheet = now;
      if (name !== shown) {
        shown = name;
        findings = [];
        at = { row: sheet.top < 0 ? 0 : sheet.top + LAYOUT.length, column: 0 };
        scroll.scrollTop = scroll.scrollLeft = 0;
      }
      const isHere = table.contains(document.activeElement);
      at = { row: Math.min(at.row, sheet.rows.length - 1), column: Math.min(at.column, sheet.width - 1) };
      table.setAttribute("aria-label", name);
      draw();
      if (isHere) move(0, 0);
      return true;
    },
    /* What the check found in this file. */
    found(all) {
      findings = all.map((one) => ({ ...one, ...placeOf(one), message: one.code + ": " + one.message.replace(CELL, "") }));
      if (sheet) mark();
    },
    /* Goes to where a finding is. */
    go(one) {
      at = placeOf(one);
      move(0, 0);
    },
  };
};

"use strict";
/* Says times and amounts in the reader's own way, and filters lists. Without it the pages say the same in UTC and English. */
(() => {
  const time = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });
  /* Never fewer digits than were recorded: whoever compares them finds all. */
  const style = ({ dataset }) => ({
    maximumFractionDigits: 6,
    ...(dataset.currency ? { style: "currency", currency: dataset.currency } : {}),
    ...("percent" in dataset ? { style: "unit", unit: "percent" } : {}),
    ...("signed" in dataset ? { signDisplay: "exceptZero" } : {}),
  });
  /* Figures of the pages that count: 1,234 and 12.5%, with as many digits as they have. Values that came with an order are not among them. */
  const FIGURES = ".number, .tiles b, .tiles .sub, .choice b, .facets > .quiet, .scale > span, .use, .today > .quiet, .counted, .sources a, .bins .sub, .version .quiet";
  const FIGURE = /(?<![\w.,:-])(\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.(\d+))?(%)?(?![\w:]|[.,-]\d)/g;
  const figure = (all, whole, decimals = "", percent) => new Intl.NumberFormat(undefined, {
    useGrouping: whole.includes(","), minimumFractionDigits: decimals.length, maximumFractionDigits: decimals.length,
    ...(percent ? { style: "unit", unit: "percent" } : {}),
  }).format(Number(whole.replaceAll(",", "") + "." + (decimals || "0")));
  const figures = (root) => {
    for (const element of root.querySelectorAll(FIGURES)) {
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const text = texts.currentNode;
        const parent = text.parentElement;
        /* What is in another one is said by that. */
        if (!parent.dataset || parent.closest(FIGURES) !== element || parent.closest("time, data, code, bdi, .code, .digest, [data-said]")) continue;
        if (FIGURE.test(text.data)) text.data = text.data.replace(FIGURE, figure);
        FIGURE.lastIndex = 0;
      }
    }
    /* Once only: what was said in the reader's way would be misread. */
    for (const element of root.querySelectorAll(FIGURES)) element.dataset.said = "";
    for (const bar of root.querySelectorAll(".trend svg > *:not([data-said])")) {
      const title = bar.querySelector("title");
      const says = title.textContent.replace(/(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC: ([\d,]+)/,
        (all, date, minute, count) => time.format(new Date(date + "T" + minute + "Z")) + ": " + count.replace(FIGURE, figure));
      title.textContent = says;
      if (bar.hasAttribute("aria-label")) bar.setAttribute("aria-label", says);
      bar.dataset.said = "";
    }
  };
  const localised = (root) => {
    figures(root);
    for (const element of root.querySelectorAll("time[datetime]:not([title])")) {
      element.title = element.textContent;
      element.textContent = (element.dateTime.length === 10 ? day : time).format(new Date(element.dateTime));
    }
    for (const element of root.querySelectorAll("data[value]:not([title])")) {
      element.title = element.textContent;
      try {
        element.textContent = new Intl.NumberFormat(undefined, style(element)).format(element.value);
      } catch {
        /* No currency of ISO 4217: it stays as it is. */
      }
    }
    for (const input of root.querySelectorAll("input[data-all]")) {
      input.addEventListener("change", () => {
        for (const one of document.querySelectorAll(input.dataset.all)) one.checked = input.checked;
      });
    }
    for (const slider of root.querySelectorAll("input[data-number]")) {
      const number = document.getElementById(slider.dataset.number);
      slider.addEventListener("input", () => { number.value = slider.value; });
      number.addEventListener("input", () => { slider.value = number.value; });
    }
    /* A day begins and ends where the reader is, which only the browser knows. */
    for (const day of root.querySelectorAll("input[data-day]")) {
      day.closest("[hidden]")?.removeAttribute("hidden");
      const isEnd = day.dataset.day === "end";
      const set = day.form.querySelector(`input[type=hidden][name=${isEnd ? "to" : "from"}]`);
      if (set) {
        const at = new Date(Date.parse(set.value) - (isEnd ? 1 : 0));
        day.value = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
      }
      const choose = (is) => {
        const [year, month, date] = day.value.split("-").map(Number);
        if (!is(year)) return;
        const button = document.createElement("button");
        button.name = "set";
        button.value = day.dataset.day + "=" + (day.value ? new Date(year, month - 1, date + (isEnd ? 1 : 0)).toISOString() : "");
        button.hidden = true;
        day.form.append(button);
        button.click();
      };
      /* While somebody types a year, it is the year 2, 20 and 202 first, and no day in between. */
      day.addEventListener("change", () => choose((year) => year > 1900));
      day.addEventListener("blur", () => choose((year) => !year && set));
    }
    for (const button of root.querySelectorAll("button[data-copy]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const line = button.previousElementSibling;
        getSelection().selectAllChildren(line);
        /* Without HTTPS there is no clipboard: the line stays selected. */
        navigator.clipboard?.writeText(line.textContent).then(() => { button.textContent = button.dataset.copy; });
      });
    }
    for (const input of root.querySelectorAll("input[data-filter]")) {
      input.addEventListener("input", () => filter(input));
    }
  };
  const filter = (input) => {
    const words = input.value.toLowerCase().split(/\s+/);
    for (const row of document.querySelectorAll(input.dataset.filter)) {
      row.hidden = !words.every((word) => row.dataset.found.includes(word));
    }
    for (const area of document.querySelectorAll(".area")) {
      area.hidden = !area.querySelector(".row:not([hidden])");
    }
  };
  /* Figures that still come in. Not for ever: a session that nobody uses has to end. */
  let looks = 0;
  const look = async () => {
    const lives = [...document.querySelectorAll("[data-live]")];
    if (!lives.length || ++looks > 60) return;
    try {
      if (!document.hidden && !lives.some((live) => live.contains(document.activeElement))) {
        const answer = await fetch(location.pathname);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        for (const live of answer.ok ? lives : []) {
          const next = page.getElementById(live.id);
          if (next) {
            live.replaceWith(next);
            localised(next);
          }
        }
      }
    } catch {
      /* The service is away; the figures stay as they are. */
    }
    setTimeout(look, 10000);
  };
  setTimeout(look, 10000);
  document.addEventListener("DOMContentLoaded", () => localised(document));
  document.addEventListener("htmx:load", (event) => localised(event.detail.elt));
  document.addEventListener("keydown", (event) => {
    const field = document.querySelector("input[type=search]");
    /* The editor lies in a shadow, whose outside is the target. */
    const at = event.composedPath()[0];
    if (event.key === "/" && field && !at.isContentEditable && !/^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) {
      event.preventDefault();
      field.focus();
    }
  });
})();

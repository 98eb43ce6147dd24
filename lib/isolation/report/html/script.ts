/**
 * The page's only script: filters the matrix, opens the part that a link leads to, and unfolds everything for print.
 * Without it the page can be read in full; only the filter is missing.
 */
export const SCRIPT = `
(() => {
  'use strict';
  const form = document.querySelector('form.filter');
  const sections = [...document.querySelectorAll('details.channel')];
  const rows = sections.flatMap((section) =>
    [...section.querySelectorAll('tr[data-decision]')].map((row) => ({
      row, section, channel: section.dataset.channel, environment: row.dataset.environment, decision: row.dataset.decision,
      count: Number(row.dataset.count), text: '',
    })));
  const total = rows.reduce((sum, { count }) => sum + count, 0);

  function filter() {
    const { channel, environment, decision, text } = form.elements;
    const words = text.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const active = Boolean(channel.value || environment.value || decision.value || words.length);
    const found = new Map(sections.map((section) => [section, 0]));
    for (const entry of rows) {
      const shown = (!channel.value || entry.channel === channel.value)
        && (!environment.value || entry.environment === environment.value)
        && (!decision.value || entry.decision === decision.value)
        && words.every((word) => (entry.text ||= entry.row.textContent.toLowerCase()).includes(word));
      entry.row.hidden = !shown;
      if (shown) found.set(entry.section, found.get(entry.section) + entry.count);
    }
    let sum = 0;
    for (const [section, count] of found) {
      sum += count;
      section.hidden = active && count === 0;
      section.open = active && count > 0;
    }
    form.querySelector('output').textContent =
      (active ? sum.toLocaleString('en-GB') + ' of ' : '') + total.toLocaleString('en-GB') + ' questions';
  }

  function follow() {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (!target) return;
    if (target.matches('details.channel') && target.hidden) form.reset(), filter();
    for (let part = target; part; part = part.parentElement) if (part.tagName === 'DETAILS') part.open = true;
    target.scrollIntoView();
  }

  if (form) {
    form.hidden = false;
    form.addEventListener('input', filter);
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('reset', () => setTimeout(filter));
  }
  addEventListener('hashchange', follow);
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.getAttribute('href') === location.hash) follow();
  });
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')];
    for (const part of folded) part.open = true;
  });
  addEventListener('afterprint', () => { for (const part of folded) part.open = false; });
  follow();
})();
`;

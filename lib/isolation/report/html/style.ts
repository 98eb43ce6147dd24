import { customProperties, DARK, LIGHT } from './palette';

/** The page's only style sheet. Nothing moves; print is always light, with everything unfolded. */
export const STYLE = `
:root { color-scheme: light; ${customProperties(LIGHT)} }
@media screen and (prefers-color-scheme: dark) { :root { color-scheme: dark; ${customProperties(DARK)} } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
header, main, footer { max-width: 70rem; margin: 0 auto; padding: 0 1.5rem; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; overflow-wrap: anywhere; }
h2 { margin: 3.5rem 0 .75rem; font-size: 1.45rem; letter-spacing: -.01em; }
h3 { margin: 0; font-size: 1.05rem; }
p { margin: .5rem 0; max-width: 46rem; }
a { color: var(--link); text-underline-offset: .2em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
code, pre, .mono { font: .86em/1.5 ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; overflow-wrap: anywhere; }
pre { margin: .4rem 0; padding: .7rem .9rem; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap; tab-size: 2; }
.quiet { color: var(--quiet); }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--paper); z-index: 1; }

.product { margin: 1.75rem 0 1rem; color: var(--quiet); font-weight: 600; letter-spacing: .01em; max-width: none; }
.verdict { padding: 1.6rem 1.75rem; border: 1px solid; border-left-width: 8px; border-radius: 10px; }
.verdict h1 { display: flex; gap: .7em; margin: 0; font-size: clamp(1.4rem, 1.1rem + 1.4vw, 2rem); letter-spacing: -.015em; }
.verdict p { margin: .6rem 0 0; }
.verdict.isolated { background: var(--closedGround); border-color: var(--closed); }
.verdict.breached { background: var(--openGround); border-color: var(--open); }
.verdict.unverified { background: var(--unverifiedGround); border-color: var(--unverified); }
.isolated h1, .closed { color: var(--closed); }
.breached h1, .open { color: var(--open); }
.unverified h1, .unverified { color: var(--unverified); }
.verdict p { color: var(--ink); max-width: none; }
.alarm { margin: 1rem 0; padding: .8rem 1.2rem; max-width: none; border: 2px solid var(--open); border-radius: 8px; color: var(--open); font-weight: 600; }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; margin: 1.2rem 0 0; padding: 0; list-style: none; }

.badge { display: inline-block; padding: .1em .6em; border: 1px solid; border-radius: 99px; font-size: .82rem; font-weight: 600; white-space: nowrap; }
.badge.closed { background: var(--closedGround); }
.badge.open, .badge.critical, .badge.high { background: var(--openGround); color: var(--open); }
.badge.unverified, .badge.medium { background: var(--unverifiedGround); color: var(--unverified); }
.badge.low, .badge.none { background: var(--panel); color: var(--quiet); }
.badge.critical { background: var(--open); color: var(--paper); border-color: var(--open); }
.name-sandbox { color: var(--sandbox); font-weight: 600; }
.name-live { color: var(--live); font-weight: 600; }

figure { margin: 1rem 0; }
figcaption { color: var(--quiet); font-size: .92rem; max-width: 46rem; }
svg { display: block; width: 100%; height: auto; }
svg text { font: 600 14px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; fill: var(--ink); }
svg .small { font-size: 12.5px; font-weight: 500; fill: var(--quiet); }
svg .side-sandbox { fill: var(--sandboxGround); stroke: var(--sandbox); }
svg .side-live { fill: var(--liveGround); stroke: var(--live); }
svg .title-sandbox { fill: var(--sandbox); font-size: 19px; }
svg .title-live { fill: var(--live); font-size: 19px; }
svg .wall { fill: var(--line); }
svg .hit { fill: transparent; }
svg .pill { fill: var(--paper); stroke: var(--line); }
svg path { fill: none; stroke-width: 2; }
svg .way-closed { stroke: var(--closed); }
svg .way-unverified { stroke: var(--unverified); stroke-dasharray: 6 5; }
svg .way-open { stroke: var(--open); stroke-width: 3.5; }
svg text.closed { fill: var(--closed); } svg text.open { fill: var(--open); } svg text.unverified { fill: var(--unverified); } svg text.none { fill: var(--quiet); font-weight: 500; }
svg a:hover .pill, svg a:focus-visible .pill { stroke: var(--link); stroke-width: 2.5; }
svg a:hover .name { text-decoration: underline; }
svg a:focus-visible { outline: none; }
svg.narrow { display: none; }
svg.narrow text { font-size: 12px; }
svg.narrow .title-sandbox, svg.narrow .title-live { font-size: 14px; }
svg.narrow .small { font-size: 10.5px; }
.bar rect.checked { fill: var(--closed); } .bar rect.other { fill: var(--line); } .bar rect.undecided { fill: var(--unverified); }
.bar { height: 14px; border-radius: 7px; margin: .6rem 0; }

.finding { margin: 1rem 0; padding: 1.1rem 1.3rem; border: 1px solid var(--line); border-left: 5px solid var(--quiet); border-radius: 8px; }
.finding.critical, .finding.high { border-left-color: var(--open); }
.finding.medium { border-left-color: var(--unverified); }
.finding h3 { margin: .5rem 0 .2rem; }
.finding h3::first-letter { text-transform: uppercase; }
.labels { display: flex; flex-wrap: wrap; gap: .4rem .8rem; align-items: center; margin: 0; max-width: none; }
.path { margin: .6rem 0; padding: 0; list-style: none; counter-reset: hop; }
.path li { position: relative; padding: 0 0 .65rem 2.3rem; counter-increment: hop; overflow-wrap: anywhere; }
.path li::before { content: counter(hop); position: absolute; left: 0; top: .05rem; width: 1.5rem; height: 1.5rem; border-radius: 50%; background: var(--panel); border: 1px solid var(--quiet); font-size: .8rem; font-weight: 600; line-height: 1.4rem; text-align: center; }
.path li:not(:last-child)::after { content: ''; position: absolute; left: .73rem; top: 1.65rem; bottom: .05rem; border-left: 2px solid var(--line); }
.path li:last-child { padding-bottom: 0; }
.path li:last-child::before { background: var(--openGround); border-color: var(--open); color: var(--open); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.2rem; margin: .8rem 0 0; }
dt { color: var(--quiet); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
dd > pre:first-child, dd > .path:first-child { margin-top: 0; }

table { width: 100%; border-collapse: collapse; font-size: .92rem; }
caption { text-align: left; color: var(--quiet); padding: .3rem 0 .6rem; }
th { text-align: left; vertical-align: bottom; font-weight: 600; color: var(--quiet); padding: .5rem .8rem .5rem 0; border-bottom: 2px solid var(--line); }
td, tbody th { vertical-align: top; padding: .55rem .8rem .55rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
tbody th { color: var(--ink); font-weight: 600; }
td.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
td ul { margin: 0; padding: 0; list-style: none; }
td li + li { margin-top: .2rem; }
.parity { table-layout: fixed; }
details > summary { cursor: pointer; }
.matrix td:nth-child(1) { width: 7.5rem; } .matrix td:nth-child(2) { width: 24%; } .matrix td:nth-child(3) { width: 30%; }
.channel, .fold { border: 1px solid var(--line); border-radius: 8px; margin: .6rem 0; }
.channel > summary, .fold > summary { padding: .75rem 1.1rem; }
.channel > summary h3 { display: inline; margin-right: .6rem; }
.channel > summary .badge { margin-right: .25rem; }
.channel[open] > summary, .fold[open] > summary { border-bottom: 1px solid var(--line); background: var(--panel); border-radius: 8px 8px 0 0; }
.inside { padding: .4rem 1.1rem 1rem; }
.filter { display: flex; flex-wrap: wrap; gap: .8rem; align-items: end; padding: 1rem 1.1rem; margin: 1rem 0; border-radius: 8px; background: var(--panel); }
.filter label { display: grid; gap: .2rem; font-size: .85rem; color: var(--quiet); }
.filter :is(select, input, button) { min-height: 2.4rem; padding: .3rem .6rem; font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--quiet); border-radius: 6px; max-width: 100%; }
.filter button { cursor: pointer; }
.filter output { flex-basis: 100%; font-size: .92rem; }
footer h2 { color: var(--ink); }
footer { margin-top: 4rem; padding-bottom: 3rem; color: var(--quiet); font-size: .9rem; }

@media (max-width: 44rem) {
  header, main, footer { padding: 0 1rem; }
  .verdict { padding: 1.1rem 1.1rem; }
  svg.wide { display: none; } svg.narrow { display: block; }
  .filter { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .filter :is(select, input) { width: 100%; }
  .filter label:has(input) { grid-column: 1 / -1; }
  .filter output { grid-column: 1 / -1; }
  table, tbody, tr, td, tbody th { display: block; width: auto; }
  .matrix td:nth-child(n) { width: auto; }
  caption { display: block; }
  thead { position: absolute; left: -200vw; }
  tr { padding: .7rem 0; border-bottom: 1px solid var(--line); }
  td, tbody th { padding: .12rem 0; border: 0; }
  td[data-label]::before { content: attr(data-label) ' '; color: var(--quiet); }
  td.number { white-space: normal; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; }
  .inside { padding: .2rem .9rem .8rem; }
}
@media print {
  @page { margin: 14mm; }
  html { font-size: 10pt; }
  body { font-size: 1rem; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  header, main, footer { max-width: none; padding: 0; }
  nav, .skip, .filter { display: none !important; }
  svg.wide { display: block; } svg.narrow { display: none; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  .finding, tr, figure, .verdict { break-inside: avoid; }
  h2, h3, summary { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
  h2 { margin-top: 2rem; }
}
`;

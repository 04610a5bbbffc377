/** The page's style sheet: one column, quiet lines, tabular figures, light and dark. */
export const STYLE = `:root {
  --paper: #fdfcfa; --raised: #f6f4ef; --ink: #1d1c1a; --muted: #605d57; --rule: #e3dfd6;
  --series: #2c5c9a; --series-faint: rgba(44, 92, 154, 0.2); --gain: #0f6e5f; --loss: #b4451f; --loss-faint: rgba(180, 69, 31, 0.14);
  --reducing: rgba(190, 150, 60, 0.22); --halted: rgba(150, 40, 60, 0.34);
  --candle-up: #6f9f95; --candle-down: #cf9a84; --badge: #8a3b12; --badge-ground: #fbe9dc;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181b; --raised: #1e2125; --ink: #e8e6e1; --muted: #a3a09a; --rule: #31353a;
    --series: #82b1ea; --series-faint: rgba(130, 177, 234, 0.24); --gain: #4fc0a8; --loss: #f0936c; --loss-faint: rgba(240, 147, 108, 0.2);
    --reducing: rgba(214, 178, 94, 0.24); --halted: rgba(226, 96, 120, 0.38);
    --candle-up: #3f8577; --candle-down: #a8613f; --badge: #ffc9a6; --badge-ground: #4a2a17;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums lining-nums;
}
main { max-width: 1120px; margin: 0 auto; padding: 48px 24px 64px; }
h1, h2, h3 { font-family: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif; line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(30px, 5vw, 44px); margin: 4px 0 8px; font-weight: 600; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h1 span { color: var(--muted); font-weight: 400; }
h2 { font-size: 25px; font-weight: 600; margin: 64px 0 16px; padding-top: 14px; border-top: 1px solid var(--rule); }
h2.quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); margin: 0; padding: 0; }
h3 { font-size: 18px; font-weight: 600; margin: 0 0 2px; }
p { margin: 0 0 12px; max-width: 74ch; }
code { font: 0.92em ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.kicker { margin: 0; color: var(--muted); letter-spacing: 0.08em; text-transform: uppercase; font-size: 13px; font-weight: 600; }
.badge { margin-left: 8px; padding: 3px 9px; border-radius: 4px; background: var(--badge-ground); color: var(--badge); letter-spacing: 0.06em; }
.tag {
  font: 600 11px/1 system-ui, sans-serif; letter-spacing: 0.02em; color: var(--badge); background: var(--badge-ground);
  padding: 2px 6px; border-radius: 3px; vertical-align: 0.18em; white-space: nowrap;
}
.lead { font-size: 17px; max-width: none; margin-bottom: 2px; }
.fine { color: var(--muted); font-size: 14px; }
.cards { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 1px; margin: 28px 0 0; background: var(--rule); border: 1px solid var(--rule); border-radius: 8px; overflow: hidden; }
.card { background: var(--paper); padding: 16px 18px 14px; }
.card dt { color: var(--muted); font-size: 14px; display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: center; }
.card dd { margin: 2px 0 0; font-size: 29px; line-height: 1.25; letter-spacing: -0.01em; font-weight: 600; white-space: nowrap; }
.card dd.note { font-size: 13.5px; line-height: 1.45; letter-spacing: 0; font-weight: 400; color: var(--muted); white-space: normal; }
.gain { color: var(--gain); } .loss { color: var(--loss); }
.notices { margin-top: 32px; padding: 18px 22px 10px; background: var(--raised); border-radius: 8px; border-left: 3px solid var(--badge); }
.notices h2 { margin: 0 0 8px; padding: 0; border: 0; font-size: 18px; }
.notices ul { margin: 0 0 8px; padding-left: 20px; } .notices li { margin: 0 0 5px; max-width: 90ch; overflow-wrap: anywhere; }
figure { margin: 0 0 36px; min-width: 0; position: relative; }
figcaption p { color: var(--muted); font-size: 14.5px; margin: 0 0 6px; max-width: 92ch; }
.plot { width: 100%; }
.plot .modebar { opacity: 0; transition: opacity 0.2s; } .plot:hover .modebar, .plot:focus-within .modebar { opacity: 1; }
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 32px; margin-top: 36px; }
.pair figure { display: flex; flex-direction: column; } .pair .plot { margin-top: auto; }
.controls { margin: 6px 0; font-size: 14px; color: var(--muted); }
.controls button, .controls select { font: inherit; color: var(--ink); background: var(--raised); border: 1px solid var(--rule); border-radius: 6px; padding: 6px 10px; max-width: 100%; }
.controls button { cursor: pointer; } .controls button[aria-pressed="true"] { background: var(--series); border-color: var(--series); color: var(--paper); }
:focus-visible { outline: 2px solid var(--series); outline-offset: 2px; }
.scroll { overflow-x: auto; margin: 0 0 28px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
caption { text-align: left; font: 600 16px/1.3 Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif; padding: 0 0 6px; }
th, td { padding: 6px 0 6px 16px; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--rule); font-weight: 400; }
th:first-child, td:first-child { padding-left: 0; }
thead th { color: var(--muted); font-size: 13px; border-bottom-color: var(--muted); vertical-align: bottom; }
.text { text-align: left; }
tbody th { font-weight: 500; }
.scroll th:first-child { position: sticky; left: 0; background: var(--paper); padding-right: 8px; }
.even { table-layout: fixed; min-width: 860px; } .even th:first-child { width: 13%; } .even th + th, .even td { padding-left: 8px; }
.heat td { padding: 7px 6px; text-align: center; border: 2px solid var(--paper); border-radius: 6px; min-width: 46px; }
.heat thead th { text-align: center; padding: 4px 6px; border: 0; } .heat th.text { text-align: left; border: 0; padding-left: 0; }
.heat .none { color: var(--muted); } .heat .sum { font-weight: 600; border-left-width: 10px; }
.figures { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 8px 44px; margin-bottom: 16px; }
.figures dl { margin: 8px 0 20px; font-size: 14.5px; }
.figures dl div { display: flex; justify-content: space-between; gap: 12px; padding: 4px 0; border-bottom: 1px solid var(--rule); }
dd { margin: 0; } .figures dt { color: var(--muted); } .figures dd { text-align: right; white-space: nowrap; }
.facts { font-size: 14px; } .facts div { display: grid; grid-template-columns: 140px minmax(0, 1fr); padding: 3px 0; } .facts dt { color: var(--muted); }
@media (max-width: 820px) {
  .cards { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .pair, .figures { grid-template-columns: minmax(0, 1fr); } .pair { gap: 0; }
  main { padding: 28px 16px 48px; } h2 { margin-top: 48px; }
  .card { padding: 12px 12px 10px; } .card dt { flex-direction: column; align-items: flex-start; } .card dd { font-size: 23px; }
  .facts div { grid-template-columns: minmax(0, 1fr); }
}
@media print { main { max-width: none; padding: 0; } .controls { display: none; } figure, .card { break-inside: avoid; } }
`

export const inboxStyle = `
:root { color-scheme: light dark; --ink: light-dark(#1c2430, #e8ecf1); --quiet: light-dark(#5a6675, #9aa6b4);
  --paper: light-dark(#ffffff, #1a2029); --ground: light-dark(#f3f5f8, #11151b); --line: light-dark(#dde2e9, #2e3742);
  --accent: light-dark(#0b5cad, #79b8ff); --tag: light-dark(#e4eefa, #20344b); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0.25rem 0; overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: 1.75rem 0 0.5rem; color: var(--quiet); }
a { color: var(--accent); } a:focus-visible, input:focus-visible, button:focus-visible, summary:focus-visible {
  outline: 3px solid var(--accent); outline-offset: 2px; }
.quiet { color: var(--quiet); margin: 0; }
form { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: center; margin: 1.25rem 0; }
input, button { font: inherit; padding: 0.4rem 0.7rem; border: 1px solid var(--quiet); border-radius: 0.5rem;
  background: var(--paper); color: inherit; }
input { width: min(20rem, 60vw); } button { cursor: pointer; }
.live { margin-inline-start: auto; font-size: 0.875rem; }
.empty { padding: 3rem; text-align: center; color: var(--quiet); background: var(--paper); border-radius: 0.75rem; }
.scroll { overflow-x: auto; background: var(--paper); border: 1px solid var(--line); border-radius: 0.75rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.6rem 0.9rem; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line); }
th { font-size: 0.8125rem; font-weight: 600; color: var(--quiet); }
tbody tr:last-child > * { border-bottom: 0; } tbody tr:hover { background: var(--ground); }
time { white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--quiet); }
.subject { font-weight: 600; min-width: 14rem; } .to { overflow-wrap: anywhere; min-width: 9rem; }
.tag { background: var(--tag); border-radius: 1rem; padding: 0.1rem 0.6rem; font-size: 0.875rem; white-space: nowrap; }
dl { margin: 1rem 0; display: grid; gap: 0.25rem; }
dl div { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 0.75rem; }
dt { color: var(--quiet); overflow-wrap: anywhere; } dd { margin: 0; overflow-wrap: anywhere; }
iframe { width: 100%; height: 26rem; border: 1px solid var(--line); border-radius: 0.75rem; background: #fff;
  color-scheme: light; resize: vertical; }
.mail-text { margin: 0; padding: 1rem 1.25rem; background: var(--paper); border: 1px solid var(--line);
  border-radius: 0.75rem; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit;
  unicode-bidi: plaintext; text-align: start; }
details { margin: 1.5rem 0; } summary { cursor: pointer; color: var(--quiet); font-weight: 600; }
details dl { font-size: 0.875rem; }
@media (max-width: 40rem) { dl div { grid-template-columns: 1fr; gap: 0; } .live { margin-inline-start: 0; }
  thead, .from { display: none; } table, tbody { display: block; }
  tr { display: grid; grid-template-columns: minmax(0, 1fr); padding: 0.6rem 0.9rem; }
  tbody tr { border-bottom: 1px solid var(--line); } tbody tr:last-child { border-bottom: 0; }
  td { padding: 0.1rem 0; border: 0; overflow-wrap: anywhere; } .subject { order: -1; min-width: 0; }
  td[data-label]::before { content: attr(data-label) ": "; color: var(--quiet); } }
`;

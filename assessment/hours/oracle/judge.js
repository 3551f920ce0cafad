// Judges instants by the opening_hours library, in the time zone of this process. Reads one JSON object a line,
// {"rule", "at" (seconds)}, and writes one: {"open", "next" (seconds, or null), "clock"}. The clock is what the
// function of our own page script tells at that instant.
'use strict';
const fs = require('fs');
const path = require('path');
const OpeningHours = require('opening_hours');

const script = fs.readFileSync(path.join(__dirname, '../../../web/app.js'), 'utf8');
const found = script.match(/window\.secondlookClock = [\s\S]*?\n  };\n/);
if (!found) throw new Error('web/app.js has no window.secondlookClock');
let now = 0;
const page = {};
class Now extends Date {
  constructor() { super(now); }
}
new Function('window', 'Date', found[0])(page, Now);

// Holidays are left out of the comparison: any place will do.
const place = { lat: 51.5, lon: 0, address: { country_code: 'gb', state: 'England' } };
const read = new Map();
const rule = (text) => {
  if (!read.has(text)) read.set(text, new OpeningHours(text, place));
  return read.get(text);
};

const out = fs.readFileSync(0, 'utf8').split('\n').filter(Boolean).map((line) => {
  const asked = JSON.parse(line);
  now = asked.at * 1000;
  const hours = rule(asked.rule);
  let next = null;
  try {
    next = hours.getNextChange(new Date(now));
  } catch (e) {
    // In some nights when the clocks change the library looks for the next change for ever, and gives up.
  }
  return JSON.stringify({
    open: hours.getState(new Date(now)),
    next: next ? Math.floor(next.getTime() / 1000) : null,
    clock: page.secondlookClock(process.env.TZ),
    here: page.secondlookClock(''),
    nowhere: page.secondlookClock('Mars/Base'),
  });
});
process.stdout.write(out.join('\n') + '\n');

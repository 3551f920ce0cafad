// The first questions, before the program is here. No rule is in this file: the table was worked out by the program's own
// rules when the site was built, and this only looks it up.
(() => {
  const start = {{START}};
  const table = {{TABLE}};
  // Made for other questions than this page's? Then the program asks them all.
  const first = document.getElementById(start);
  if (!first || first.dataset.fits !== '{{FITS}}') return;
  let home;
  let at;
  let waiting = false;
  let over = false;
  const trail = [];
  const picks = new Map();

  const place = () => table[at];
  const main = () => document.getElementById('main');
  const inputs = () => Array.from(document.querySelectorAll('#main input[data-act="pick"]'));
  const picked = () => inputs().filter((one) => one.checked).map((one) => one.value);

  const fill = () => {
    const list = document.querySelector('#main [data-numbers]');
    if (!list || list.firstChild || !window.secondlookNumbers) return;
    window.secondlookNumbers.split('\n').forEach((line) => {
      const [name, ...all] = line.split('\t');
      if (!all.length) return;
      const row = list.appendChild(document.createElement('li'));
      row.className = 'lines__row';
      const label = row.appendChild(document.createElement('span'));
      label.className = 'lines__name';
      label.textContent = name;
      all.forEach((digits) => {
        const link = row.appendChild(document.createElement('a'));
        link.className = 'lines__number';
        link.href = 'tel:' + digits;
        link.textContent = digits;
      });
    });
  };

  window.secondlookFill = fill;

  const show = (id, focus) => {
    const shown = document.importNode(document.getElementById(id).content, true);
    if (!home) home = main();
    main().replaceWith(shown);
    fill();
    const kept = picks.get(at) || [];
    inputs().forEach((one) => { one.checked = kept.includes(one.value); });
    const target = document.getElementById(focus);
    if (focus === 'title') scrollTo(0, 0);
    if (target) target.focus();
  };

  const go = (id) => {
    at = id;
    waiting = false;
    show(id, 'title');
  };

  const acts = {
    start: () => go(start),
    continue: () => {
      const given = picked();
      if (!given.length) {
        show(at + '-problem', 'problems');
        return;
      }
      picks.set(at, given);
      const next = place().next && place().next[given[0]];
      if (next) {
        trail.push(at);
        go(next);
        Object.entries(place().only || {}).forEach(([section, options]) => {
          const part = document.getElementById('s-' + section);
          if (part && !options.some((one) => given.includes(one))) part.remove();
        });
        return;
      }
      waiting = true;
      const note = document.querySelector('#main .progress .small');
      if (note) note.id = 'progress-note';
      if (!(window.secondlookNeeded && window.secondlookNeeded()) && window.secondlookWait) window.secondlookWait.moment();
    },
    back: () => {
      const last = trail.pop();
      if (last) {
        go(last);
        return;
      }
      at = undefined;
      main().replaceWith(home);
      scrollTo(0, 0);
      document.getElementById('title').focus();
      if (window.secondlookNeeded) window.secondlookNeeded();
    },
    print: () => print(),
    erase: () => location.reload(),
    focus: (value) => {
      const target = document.getElementById(value);
      if (target) target.focus();
    },
  };

  const mine = (event) => {
    if (over || !event.target.closest) return;
    const pressed = event.target.closest('[data-act]');
    const act = pressed && acts[pressed.dataset.act];
    if (!act || event.detail > 1) return;
    event.preventDefault();
    event.stopPropagation();
    act(pressed.dataset.value);
  };
  window.addEventListener('click', mine, true);

  window.addEventListener('change', (event) => {
    if (over || !at || event.target.dataset.act !== 'pick') return;
    const alone = place().alone || [];
    const chosen = event.target;
    if (chosen.checked && place().many) {
      inputs().forEach((one) => {
        if (one !== chosen && (alone.includes(chosen.value) || alone.includes(one.value))) one.checked = false;
      });
    }
    picks.set(at, picked());
    waiting = false;
  }, true);

  window.secondlookGiven = () => Boolean(at);
  window.secondlookHeld = () => Boolean(at) && !over && !waiting;

  // The program takes over what was answered, and draws the same screen.
  let focused;
  let top;
  window.secondlookTaken = () => {
    over = true;
    if (!at) return '';
    // Whoever waits to go on comes to another screen: to its heading, as everyone does.
    focused = waiting ? 'title' : document.activeElement && document.activeElement.id;
    top = waiting ? 0 : scrollY;
    const told = (id) => table[id].question + '=' + (picks.get(id) || []).join(',');
    return trail.map(told).join(' ') + '|' + (place().question ? told(at) : '') + '|' + (waiting ? 'go' : '');
  };
  window.secondlookSettled = () => {
    if (top === undefined) return;
    scrollTo(0, top);
    const target = focused && document.getElementById(focused);
    if (target) target.focus({ preventScroll: true });
    top = undefined;
  };
})();

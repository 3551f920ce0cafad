// Stands in every document before its own scripts. It says what the person would see, and where they would press; the
// pressing is done from outside, as real input. It changes nothing in the page.
(() => {
  if (window !== top || location.protocol === 'about:') return;
  const { look, plan, words } = CONFIG;
  const start = -1;
  const end = plan.length;
  const clock = (t) => performance.timeOrigin + t;
  const tell = (what, more) => benchTell(JSON.stringify({ what, at: clock(performance.now()), ...more }));
  tell('document', { at: performance.timeOrigin });

  const watch = (type, what) => new PerformanceObserver((list) => list.getEntries().forEach(what)).observe({ type, buffered: true });
  // Until a document's first paint has reached the screen nobody can press anything, and Chromium drops all input.
  let seen = false;
  watch('paint', (e) => {
    if (e.name !== 'first-contentful-paint') return;
    seen = true;
    tell('first-paint', { at: clock(e.startTime) });
  });
  watch('longtask', (e) => tell('long-task', { at: clock(e.startTime), ms: e.duration }));
  watch('layout-shift', (e) => { if (!e.hadRecentInput) tell('shift', { value: e.value }); });

  // When the program is in charge: each site has its own sign.
  const charge = (t) => tell('in-charge', { at: clock(t) });
  if (look.charge === 'mark') watch('mark', (e) => { if (e.name === 'in-charge') charge(e.startTime); });
  if (look.charge === 'document') addEventListener('DOMContentLoaded', () => charge(performance.now()));
  if (look.charge === 'ready') {
    let call;
    Object.defineProperty(window, 'secondlookReady', {
      configurable: true,
      get: () => call,
      set: (ready) => {
        let told = false;
        call = () => {
          if (!told) charge(performance.now());
          told = true;
          return ready();
        };
      },
    });
  }

  let at; // the screen that is shown
  const one = (css) => document.querySelector(css);
  const input = (i) => one(look.input.replace('{q}', plan[i].question).replace('{o}', plan[i].option));
  const box = (el) => el.getBoundingClientRect();
  const shown = (el) => el && box(el).width > 0 && box(el).height > 0;

  // The middle of an element, or nothing where it is out of view or something lies over it.
  const spot = (el) => {
    const { left, top: above, width, height } = box(el);
    const x = left + width / 2;
    const y = above + height / 2;
    const there = document.elementFromPoint(x, y);
    return there && (el === there || el.contains(there)) ? { x, y } : undefined;
  };

  // Which screen this is: the start page, a question of the plan, the end, or nothing yet.
  const screen = () => {
    if (at >= 0 && at < end && input(at)) return at;
    for (let i = end - 1; i >= 0; i -= 1) if (input(i)) return i;
    if (one(look.end)) return end;
    return shown(one(look.start)) ? start : undefined;
  };
  const head = (i) => one(i === start ? look.heading : i === end ? look.end : look.title);

  // What to press next on a screen.
  const target = (i) => {
    if (i === start) return { kind: 'start', el: one(look.start) };
    if (input(i).checked) return { kind: 'continue', el: one(look.next) };
    return { kind: 'pick', el: (input(i).labels || [])[0] || input(i) };
  };

  const text = (el) => (el ? el.textContent : '');
  const all = (css) => Array.from(document.querySelectorAll(css)).map(text);
  const read = (i) => tell('words', {
    screen: i,
    texts: i === start || i === end ? [text(one(look.main))] : [text(one(look.title)), text(one(look.hint)), ...all(look.options)],
  });

  // Runs after the frame that is being made has been handed over.
  const afterPaint = (what) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = what;
    port2.postMessage('');
  };

  let leaving = false;
  addEventListener('beforeunload', () => { leaving = true; });
  addEventListener('click', (event) => {
    const next = event.target.closest && event.target.closest(look.next);
    if (next && at >= 0 && at < end) tell('continue', { screen: at, at: clock(event.timeStamp) });
  }, true);

  let picked = false;
  let wanted;
  let place = {};
  let since = 0;
  const frame = () => {
    requestAnimationFrame(frame);
    const i = document.body ? screen() : undefined;
    if (i === undefined || leaving) return;
    if (i !== at) {
      const heading = head(i);
      if (!shown(heading) || (box(heading).top >= 0 && box(heading).bottom <= innerHeight && !spot(heading))) return;
      at = i;
      picked = false;
      wanted = undefined;
      if (words) read(i);
      afterPaint(() => {
        tell('painted', { screen: i });
        if (i === end) tell('kept', { screen: i, texts: all(look.end).filter((said) => said.trim()) });
      });
    }
    if (i === end) return;
    if (i !== start && input(i).checked !== picked) {
      picked = !picked;
      const what = picked ? 'picked' : 'unpicked';
      afterPaint(() => tell(what, { screen: i }));
    }
    const { kind, el } = target(i);
    if (!shown(el)) return;
    if (kind !== wanted) {
      wanted = kind;
      since = -Infinity;
    }
    if (!seen || performance.now() - since < 500) return;
    const where = spot(el);
    if (!where) {
      if (box(el).top < 0 || box(el).bottom > innerHeight) el.scrollIntoView({ block: 'center', behavior: 'instant' });
      return;
    }
    // What still moves is not pressed: a site may be scrolling by itself.
    const moved = where.x !== place.x || where.y !== place.y;
    place = where;
    if (moved) return;
    since = performance.now();
    afterPaint(() => tell('target', { screen: i, kind, ...where }));
  };
  requestAnimationFrame(frame);
})();

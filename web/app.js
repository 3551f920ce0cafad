// Starts the program, says in words how it goes, and shows the help block when it cannot.
(() => {
  // Only the start page has a program.
  const program = document.currentScript.dataset.wasm;
  const on = (name, what) => window.addEventListener(name, what, true);
  const near = (event, name) => event.target.closest && event.target.closest('[data-' + name + ']');

  // Storage comes first: a getter that throws would tear through the program, and nothing could catch it.
  const spare = () => {
    const kept = new Map();
    return {
      get length() { return kept.size; },
      key: (n) => (n < kept.size ? Array.from(kept.keys())[n] : null),
      getItem: (k) => (kept.has(String(k)) ? kept.get(String(k)) : null),
      setItem: (k, v) => { kept.set(String(k), String(v)); },
      removeItem: (k) => { kept.delete(String(k)); },
      clear: () => kept.clear(),
    };
  };
  ['localStorage', 'sessionStorage'].forEach((name) => {
    try {
      window[name].length;
    } catch (e) {
      Object.defineProperty(window, name, { value: spare(), configurable: true });
      window.secondlookStorageDenied = true;
    }
  });

  // The worker is asked for last, so that it never competes with the numbers or the program: where there is a program, once
  // it is in charge, or has failed.
  let asked = false;
  const keepOffline = () => {
    if (asked || window.secondlookLeft) return;
    asked = true;
    try {
      navigator.serviceWorker.register('/worker.js', { updateViaCache: 'none' }).catch(() => {});
    } catch (e) {
      // no workers here: the site works without
    }
  };
  if (!program) on('load', keepOffline);

  // Nobody is asked to install anything.
  on('beforeinstallprompt', (event) => event.preventDefault());

  const startClean = async () => {
    try {
      const all = await navigator.serviceWorker.getRegistrations();
      await Promise.all(all.map((one) => one.unregister()));
    } catch (e) {
      // nothing to unregister
    }
    try {
      await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
    } catch (e) {
      // nothing to delete
    }
  };

  let retry = () => false;
  on('click', (event) => {
    const clean = near(event, 'clean');
    if (!clean && !near(event, 'restart')) return;
    event.preventDefault();
    event.stopPropagation();
    if (!clean && retry()) return;
    (clean ? startClean() : Promise.resolve()).then(() => location.reload());
  });

  if (!program) return;

  let ready = false;
  // Start was pressed before there was anything to start.
  let wanted = false;
  let over = false;
  let ran = false;

  // Without leave.js there are no words, and all else goes on.
  const wait = window.secondlookWait || { begin: () => {}, moment: () => {}, end: () => {} };

  const swap = (failing) => {
    const block = document.getElementById('failed');
    if (!block) return;
    document.body.firstElementChild.hidden = failing;
    block.hidden = !failing;
    const heading = failing && block.querySelector('h1');
    if (heading) heading.focus();
  };

  const dead = () => {
    if (over || window.secondlookLeft) return;
    over = true;
    wait.end();
    // Handlers of a program that has ended only throw; plain links must go on working.
    window.onclick = null;
    window.onpopstate = null;
    window.onresize = null;
    // Whoever is in the first questions, or reads the help they lead to, needs no program yet.
    if (!window.secondlookHeld || !window.secondlookHeld()) swap(true);
    keepOffline();
  };
  window.secondlookNeeded = () => {
    if (over) swap(true);
    return over;
  };

  // A later failure of the program arrives only here. Failures of other people's scripts are not ours.
  const failed = (problem) => {
    if (problem && (!problem.stack || /wasm/.test(problem.stack))) dead();
  };
  on('error', (event) => failed(event.error));
  on('unhandledrejection', (event) => failed(event.reason));

  // The program replaces the page, so it waits while a finger or a button is down: that press would be lost.
  let held = false;
  let release;
  on('pointerdown', () => {
    clearTimeout(release);
    held = true;
  });
  ['pointerup', 'pointercancel', 'dragend'].forEach((name) => {
    on(name, () => {
      clearTimeout(release);
      release = setTimeout(() => { held = false; }, 60);
    });
  });
  // Starting takes the page for a third of a second on a slow phone. It waits until someone who has just come has seen the page,
  // and someone who has just answered has had time for the next one; whoever already waits for the program does not wait longer.
  let calm = 0;
  const busy = (ms) => { calm = Math.max(calm, Date.now() + ms); };
  requestAnimationFrame(() => busy(400));
  on('click', () => busy(250));
  const awaited = () => wanted || (window.secondlookGiven && window.secondlookGiven() && !window.secondlookHeld());
  const released = () => new Promise((resolve) => {
    const look = () => (held || (Date.now() < calm && !awaited()) ? setTimeout(look, 30) : resolve());
    look();
  });

  on('click', (event) => {
    if (ready || over || event.defaultPrevented || !near(event, 'act="start"')) return;
    event.preventDefault();
    wanted = true;
    wait.moment();
  });

  // What the program asks of the page. It calls these and never reads a property that could throw.
  window.secondlookTaken = window.secondlookTaken || (() => '');
  window.secondlookReady = () => {
    const first = !ready;
    ready = true;
    if (first && window.secondlookSettled) window.secondlookSettled();
    wait.end();
    keepOffline();
    return first && wanted;
  };
  window.secondlookFocus = (element, how) => element.focus(how);
  window.secondlookReloaded = () => {
    try {
      return performance.getEntriesByType('navigation')[0].type !== 'navigate';
    } catch (e) {
      return false;
    }
  };
  window.secondlookPlace = () => {
    let zone = '';
    try {
      zone = Intl.DateTimeFormat().resolvedOptions().timeZone || '';
    } catch (e) {
      // no time zone is told here
    }
    return zone + '|' + (navigator.language || '');
  };

  window.secondlookClock = (zone) => {
    try {
      const at = new Date().toLocaleString('en', {
        timeZone: zone || undefined, weekday: 'short', hour: 'numeric', minute: 'numeric', hourCycle: 'h23',
      }).match(/\w+/g);
      return 'SunMonTueWedThuFriSat'.indexOf(at.shift()) / 3 + ' ' + at.join(' ');
    } catch (e) {
      return '';
    }
  };

  // On Android the phone's own Back goes to the question before: no history is added for it.
  let watched = false;
  const watchBack = () => {
    if (watched || !window.CloseWatcher || !/Android/.test(navigator.userAgent)) return;
    if (!document.querySelector('[data-act="back"]')) return;
    watched = true;
    const watcher = new CloseWatcher();
    watcher.onclose = () => {
      watched = false;
      const back = document.querySelector('[data-act="back"]');
      if (back) back.click();
      setTimeout(watchBack, 50);
    };
  };
  window.addEventListener('click', () => setTimeout(watchBack, 50));

  const env = {
    GOAPP_INTERNAL_URLS: '["tel:","sms:"]',
    GOAPP_STATIC_RESOURCES_URL: '/web',
    GOAPP_ROOT_PREFIX: '/',
    GOAPP_VERSION: program.split('.')[1],
  };
  window.goappGetenv = (name) => env[name];

  const load = async (cache) => {
    const response = await fetch(program, { cache });
    const type = (response.headers.get('Content-Type') || '').split(';')[0].trim();
    if (!response.ok || type !== 'application/wasm') throw new Error('not the program');
    const go = new Go();
    go.exit = dead;
    const made = await WebAssembly.instantiateStreaming(response, go.importObject);
    return () => go.run(made.instance);
  };

  // It says whether this was the one that ran.
  const begin = async (cache) => {
    const able = typeof WebAssembly === 'object' && WebAssembly.instantiateStreaming
      && typeof BigInt === 'function' && typeof TextEncoder === 'function' && typeof Go === 'function';
    if (!able) throw new Error('this browser cannot run it');
    const run = await load(cache).catch(() => load('reload'));
    await released();
    if (ran || window.secondlookLeft) return false;
    ran = true;
    await run();
    return true;
  };
  let tries = 0;
  const attempt = (cache) => {
    tries += 1;
    begin(cache).then((mine) => mine && dead(), () => {
      tries -= 1;
      if (ran || !tries) dead();
    });
  };
  attempt('default');

  // Start again keeps the first answers: it asks for the program once more, and whichever comes first is taken. The second
  // time, or with nothing to keep, the whole page is loaded again.
  let retried = false;
  retry = () => {
    if (ran || retried || typeof Go !== 'function' || !window.secondlookGiven || !window.secondlookGiven()) return false;
    retried = true;
    over = false;
    swap(false);
    wait.begin();
    wait.moment();
    attempt('reload');
    return true;
  };
})();

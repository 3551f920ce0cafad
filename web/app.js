// Starts the program, says in words how it goes, and shows the help block when it cannot.
(() => {
  const words = {{WORDS}};
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

  // The worker is asked for last, so that it never competes with the numbers or the program.
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
  on('load', () => setTimeout(keepOffline, program ? 10000 : 0));

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

  on('click', (event) => {
    const clean = near(event, 'clean');
    if (!clean && !near(event, 'restart')) return;
    event.preventDefault();
    event.stopPropagation();
    (clean ? startClean() : Promise.resolve()).then(() => location.reload());
  });

  if (!program) return;

  let ready = false;
  // Start was pressed before there was anything to start.
  let wanted = false;
  let over = false;
  let go;

  const say = (text) => {
    const note = document.getElementById('progress-note');
    if (note) note.textContent = text;
    return note;
  };
  const timers = [
    setTimeout(() => wanted || say(words.soon), 1000),
    setTimeout(() => say(words.slow), 8000),
    setTimeout(() => {
      const note = say(words.stuck + ' ');
      if (!note) return;
      const again = document.createElement('a');
      again.href = '/';
      again.dataset.restart = '';
      again.textContent = words.again;
      note.appendChild(again);
    }, 20000),
  ];

  const dead = () => {
    if (over || window.secondlookLeft) return;
    over = true;
    timers.forEach(clearTimeout);
    // Handlers of a program that has ended only throw; plain links must go on working.
    window.onclick = null;
    window.onpopstate = null;
    window.onresize = null;
    const block = document.getElementById('failed');
    if (block) {
      document.body.firstElementChild.hidden = true;
      block.hidden = false;
      const heading = block.querySelector('h1');
      if (heading) heading.focus();
    }
    keepOffline();
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
  const released = () => new Promise((resolve) => {
    const look = () => (held ? setTimeout(look, 30) : resolve());
    look();
  });

  on('click', (event) => {
    if (ready || over || event.defaultPrevented || !near(event, 'act="start"')) return;
    event.preventDefault();
    wanted = true;
    say(words.moment);
  });

  // What the program asks of the page. It calls these and never reads a property that could throw.
  window.secondlookTaken = window.secondlookTaken || (() => '');
  window.secondlookReady = () => {
    const first = !ready;
    ready = true;
    if (first && window.secondlookSettled) window.secondlookSettled();
    timers.forEach(clearTimeout);
    keepOffline();
    return first && wanted;
  };
  window.secondlookFocus = (element) => element.focus();
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
    return WebAssembly.instantiateStreaming(response, go.importObject);
  };

  const begin = async () => {
    const able = typeof WebAssembly === 'object' && WebAssembly.instantiateStreaming
      && typeof BigInt === 'function' && typeof TextEncoder === 'function' && typeof Go === 'function';
    if (!able) throw new Error('this browser cannot run it');
    go = new Go();
    go.exit = dead;
    const loaded = await load('default').catch(() => load('reload'));
    await released();
    if (!window.secondlookLeft) await go.run(loaded.instance);
  };
  begin().then(dead, dead);
})();

// The way out. First script of every page, and it depends on nothing: it must work when all else has failed.
(() => {
  const away = '{{LEAVE}}';
  const words = {{WORDS}};
  const root = document.documentElement;
  const on = (name, what) => window.addEventListener(name, what, true);

  // The one Trusted Types policy: prose becomes markup, and no script but our worker has an address.
  if (window.trustedTypes) {
    trustedTypes.createPolicy('default', {
      createHTML: (text) => text,
      createScriptURL: (url) => (url === '/worker.js' ? url : null),
    });
  }

  // Inside someone else's page there is nothing to see.
  if (window.self !== window.top) root.hidden = true;

  // Once the worker is there, our own plain page opens without a network.
  let kept = false;
  try {
    navigator.serviceWorker.ready.then(() => { kept = true; }, () => {});
  } catch (e) {
    // no workers here
  }

  const wipe = () => {
    root.hidden = true;
    const body = document.body;
    while (body && body.firstChild) body.removeChild(body.firstChild);
  };

  const leave = () => {
    window.secondlookLeft = true;
    root.hidden = true;
    document.title = '\u00a0';
    wipe();
    // Without a network the other site would be an error page; without a worker ours would, so blank has to do. It is another
    // document all the same: with this one goes all that the program holds.
    if (navigator.onLine !== false) location.replace(away);
    else location.replace(kept ? '/away' : 'about:blank');
    // Installed, the other site may open above our window: put a plain page underneath.
    if (navigator.standalone || matchMedia('(display-mode: standalone)').matches) {
      setTimeout(() => location.replace('/away'), 1500);
    }
  };

  on('click', (event) => {
    if (!event.target.closest || !event.target.closest('[data-leave]')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    leave();
  });

  // Shift, three times in five seconds. A capital, a held key or a click in between starts the count again.
  let presses = 0;
  let alone = false;
  let timer;
  const say = (text) => {
    const region = document.getElementById('announce');
    if (region) region.textContent = text;
  };
  const forget = () => {
    if (presses) say('');
    presses = 0;
    alone = false;
    clearTimeout(timer);
  };
  on('keydown', (event) => {
    if (event.key === 'Shift') alone = !event.repeat;
    else forget();
  });
  on('keyup', (event) => {
    if (event.key !== 'Shift' || !alone) return;
    alone = false;
    presses += 1;
    if (presses === 1) timer = setTimeout(forget, 5000);
    say(words['shift' + presses]);
    if (presses === 3) leave();
  });
  on('pointerdown', forget);

  // Words for whoever waits for the program. They are here because this script comes first, and needs no other: any of the
  // rest may be late, or blocked.
  let word = '';
  let timers = [];
  const note = (next) => {
    word = next;
    const place = document.getElementById('progress-note');
    if (!place) return;
    place.textContent = words[word];
    if (word !== 'soon') say(words[word]);
    if (word !== 'stuck') return;
    place.append(' ');
    const again = place.appendChild(document.createElement('a'));
    again.href = '/';
    again.dataset.restart = '';
    again.textContent = words.again;
  };
  const wait = {
    begin: () => {
      wait.end();
      timers = [
        setTimeout(() => word || note('soon'), 1000),
        setTimeout(() => note('slow'), 8000),
        setTimeout(() => note('stuck'), 20000),
      ];
    },
    // Someone has pressed what only the program can do.
    moment: () => note(word === 'slow' || word === 'stuck' ? word : 'moment'),
    end: () => {
      timers.forEach(clearTimeout);
      if (word) say('');
      word = '';
    },
  };
  window.secondlookWait = wait;
  wait.begin();

  // Out of sight, out of the list of open programs. Opacity keeps place and focus for the return.
  document.addEventListener('visibilitychange', () => {
    root.style.opacity = document.visibilityState === 'hidden' ? '0' : '';
  });

  // What goes leaves nothing behind; what comes back starts afresh.
  on('pagehide', wipe);
  on('pageshow', (event) => {
    if (!event.persisted) return;
    wipe();
    location.reload();
  });
})();

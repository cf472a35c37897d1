/* faelles: every page works without this file.
   form[data-confirm-leave]   warns before leaving unsaved changes (="changed": unsaved from the start)
   every form                 double submit guard; opt out with data-resubmit
   textarea[data-preview="/path"][data-preview-target="id"]   live Markdown preview from our own server
   form[data-draft="/path"]   keeps what is typed and not saved; says so in its [data-draft-said], or data-draft-failed
   form[data-filter]          submits when a select changes (not while arrow keys move in it)
   [data-maxlength="300"]     counter; optional data-counter="{n} tegn tilbage"
   input[data-suggest]        suggestions while one types, as a combobox; its value says where they come from (search/suggest/views.rs)
   input[data-shortcut="/"]   the key / goes there; omit for people who turn shortcuts off
   form[data-passkey="get|create"]   shown where the browser knows passkeys; asks data-passkey-options for what
                              to ask the device, and sends its answer as an ordinary form
   form[data-upload]          files by drag and drop, with progress
   [data-read-aloud="selectors"]   reads these aloud with the device's own voices, and marks the sentence
   [id][data-refresh]         asked for again a few times, until it is no longer so; what has changed is put in and spoken
   [data-player="address"]    its button puts that player in; nothing is asked of its host before
   button[data-print], button[data-copy="text"]   print the page, copy a text: shown where that works */
(function () {
  'use strict';
  var each = function (sel, fn) { document.querySelectorAll(sel).forEach(fn); };

  // Where CSS cannot hold the menu open on wide screens; and scrolling boxes reachable by keyboard
  if (!CSS.supports('selector(::details-content)') && matchMedia('(min-width: 60em)').matches) {
    each('.menu, .fold', function (d) { d.open = true; });
  }
  each('.prose table, pre', function (el) { if (el.scrollWidth > el.clientWidth) el.tabIndex = 0; });
  document.addEventListener('click', function (e) {
    each('.me[open]', function (d) { if (!d.contains(e.target)) d.open = false; });
  });

  // 1 Unsaved changes
  var snap = function (form) {
    return JSON.stringify(Array.from(new FormData(form), function (p) {
      return [p[0], typeof p[1] === 'string' ? p[1] : p[1].name + p[1].size];
    }));
  };
  var start = new Map(), sent = new Set();
  each('form[data-confirm-leave]', function (f) { start.set(f, f.dataset.confirmLeave === 'changed' ? '' : snap(f)); });
  window.addEventListener('beforeunload', function (e) {
    start.forEach(function (was, f) {
      if (!sent.has(f) && was !== snap(f)) { e.preventDefault(); e.returnValue = ''; }
    });
  });

  // 2 Double submit: disabled only after the form data is built, so the button's name and value are sent
  var free = function (form) {
    sent.delete(form);
    Array.from(form.elements).forEach(function (b) {
      if (b.getAttribute('aria-busy')) { b.disabled = false; b.removeAttribute('aria-busy'); }
    });
  };
  window.addEventListener('submit', function (e) {
    var form = e.target, button = e.submitter;
    if (e.defaultPrevented) return;
    if (!form.hasAttribute('data-resubmit')) {
      if (sent.has(form)) { e.preventDefault(); return; }
      setTimeout(function () {
        if (button) { button.disabled = true; button.setAttribute('aria-busy', 'true'); }
      }, 0);
    }
    sent.add(form);
    setTimeout(free, 5000, form);
  });
  window.addEventListener('pageshow', function () { Array.from(document.forms).forEach(free); });

  // 3 Live preview
  each('textarea[data-preview]', function (area) {
    var form = area.form, target = document.getElementById(area.dataset.previewTarget), timer, last;
    if (!form || !target) return;
    var run = function () {
      var body = new URLSearchParams(), mine = new AbortController();
      new FormData(form).forEach(function (v, k) { if (typeof v === 'string') body.append(k, v); });
      if (last) last.abort();
      last = mine;
      target.setAttribute('aria-busy', 'true');
      fetch(area.dataset.preview, {
        method: 'POST', body: body, signal: mine.signal, headers: { 'X-Requested-With': 'preview' }
      }).then(function (r) {
        if (!r.ok || r.redirected) throw r;
        return r.text();
      }).then(function (html) {
        if (mine === last) target.innerHTML = html;
      }).catch(function () { /* keep the last good preview */ }).then(function () {
        if (mine === last) target.removeAttribute('aria-busy');
      });
    };
    form.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(run, 600); });
    if (area.value && !target.textContent.trim()) run();
  });

  // 3a Drafts: what is typed is kept on our own server until it is saved
  each('form[data-draft]', function (form) {
    var said = form.querySelector('[data-draft-said]'), was = snap(form), timer, last, under, again;
    var say = function (what) { if (said && said.textContent !== what) said.textContent = what; };
    var keep = function () {
      var now = snap(form), body = new URLSearchParams();
      if (now === was || sent.has(form)) return;
      // One at a time: an older text must not come after a newer
      if (under) { again = true; return; }
      under = true;
      again = false;
      new FormData(form).forEach(function (v, k) { if (typeof v === 'string') body.append(k, v); });
      last = new AbortController();
      fetch(form.dataset.draft, { method: 'POST', body: body, signal: last.signal }).then(function (r) {
        if (r.redirected || (!r.ok && r.status !== 422)) throw r;
        return r.text();
      }).then(function (text) { was = now; say(text); }).catch(function (why) {
        if (why.name !== 'AbortError') say(form.dataset.draftFailed || '');
      }).then(function () {
        under = false;
        if (again) keep();
      });
    };
    form.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(keep, 2500); });
    form.addEventListener('submit', function () { clearTimeout(timer); if (last) last.abort(); });
  });

  // 4 Filters (WCAG 3.2.2: arrow keys in a select must not send the page away)
  each('form[data-filter]', function (form) {
    var keys = false;
    form.addEventListener('keydown', function () { keys = true; });
    form.addEventListener('pointerdown', function () { keys = false; });
    form.addEventListener('change', function (e) {
      if (e.target.tagName === 'SELECT' && !keys) form.requestSubmit();
    });
  });

  // 5 Counters: always visible, spoken only when typing pauses near or over the limit
  each('[data-maxlength]', function (field) {
    var max = +field.dataset.maxlength, text = field.dataset.counter, timer;
    var show = document.createElement('p'), live = document.createElement('p');
    show.className = 'hint counter';
    show.setAttribute('aria-hidden', 'true');
    live.className = 'visually-hidden';
    live.setAttribute('role', 'status');
    field.after(show, live);
    var update = function (e) {
      var n = field.value.length;
      show.textContent = text ? text.replace('{n}', max - n) : n + ' / ' + max;
      show.classList.toggle('over', n > max);
      if (!e) return;
      clearTimeout(timer);
      timer = setTimeout(function () { live.textContent = n > max * 0.9 ? show.textContent : ''; }, 1500);
    };
    field.addEventListener('input', update);
    update();
  });

  // 6 Keys: / to search, Escape closes the name menu
  document.addEventListener('keydown', function (e) {
    if (e.key === 'Escape') {
      each('.me[open]', function (d) { d.open = false; d.firstElementChild.focus(); });
    }
    var t = e.target, field = document.querySelector('input[data-shortcut="/"]');
    if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || !field) return;
    if (t.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName)) return;
    e.preventDefault();
    field.focus();
  });

  // 6a Suggestions: a combobox (WAI-ARIA 1.2). What was asked last stays in this browser: with the tab for
  // visitors, until they sign out for members, and never for whoever comes after them
  var ASKED = 'faelles-asked';
  var recent = function (whose) {
    // Where storage is blocked, the name alone throws: it is said where that is caught
    var store = function () { return whose ? localStorage : sessionStorage; };
    var read = function () {
      try {
        var kept = JSON.parse(store().getItem(ASKED)) || {};
        return kept.whose === whose && Array.isArray(kept.asked) ? kept.asked : [];
      } catch (e) { return []; }
    };
    var write = function (asked) {
      try { store().setItem(ASKED, JSON.stringify({ whose: whose, asked: asked })); } catch (e) { /* without */ }
    };
    return {
      read: read,
      add: function (text) {
        // What may be somebody's number is not kept
        if (!text || text.length > 100 || /(\d\D?){6}/.test(text)) return;
        write([text].concat(read().filter(function (one) { return one !== text; })).slice(0, 8));
      },
      clear: function () { try { store().removeItem(ASKED); } catch (e) { /* none */ } }
    };
  };
  each('form[action="/sign-out"], form[action="/sign-out-everywhere"]', function (form) {
    form.addEventListener('submit', function () { recent('-').clear(); recent('').clear(); });
  });
  each('input[data-suggest]', function (field) {
    var own = JSON.parse(field.dataset.suggest), asked = recent(own.whose), form = field.form;
    var list = document.createElement('div'), live = document.createElement('p');
    var options = [], at = -1, timer, spoken, last, typed = '';
    list.className = 'suggestions';
    list.id = field.id + '-suggestions';
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', own.label);
    live.className = 'visually-hidden';
    live.setAttribute('role', 'status');
    field.parentNode.append(list);
    form.append(live);
    field.autocomplete = 'off';
    Object.entries({
      role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id,
      autocapitalize: 'none', spellcheck: 'false'
    }).forEach(function (pair) { field.setAttribute(pair[0], pair[1]); });
    var say = function (what) {
      clearTimeout(spoken);
      spoken = setTimeout(function () { live.textContent = what; }, 700);
    };
    var choose = function (n) {
      if (options[at]) options[at].element.setAttribute('aria-selected', 'false');
      at = n;
      if (!options[at]) { at = -1; field.removeAttribute('aria-activedescendant'); return; }
      options[at].element.setAttribute('aria-selected', 'true');
      field.setAttribute('aria-activedescendant', options[at].element.id);
      options[at].element.scrollIntoView({ block: 'nearest' });
    };
    var close = function () {
      clearTimeout(timer);
      clearTimeout(spoken);
      if (last) last.abort();
      choose(-1);
      list.hidden = true;
      live.textContent = '';
      field.setAttribute('aria-expanded', 'false');
    };
    var ask = function (text) {
      close();
      field.value = text;
      form.requestSubmit();
    };
    var go = function (option, elsewhere) {
      if (option.forget) { asked.clear(); close(); field.focus(); return; }
      if (option.ask !== undefined) return ask(option.ask);
      if (elsewhere) return window.open(option.url, '_blank', 'noopener');
      close();
      location.assign(option.url);
    };
    var add = function (box, option) {
      var element = document.createElement('div'), text = document.createElement('span');
      element.id = list.id + '-' + options.length;
      element.setAttribute('role', 'option');
      element.setAttribute('aria-selected', 'false');
      text.textContent = option.text;
      if (option.lang && option.lang !== document.documentElement.lang) text.lang = option.lang;
      element.append(text);
      if (option.about) {
        var about = document.createElement('span');
        about.className = 'meta';
        about.textContent = option.about;
        element.append(' ', about);
      }
      option.element = element;
      // Before the field loses the focus
      element.addEventListener('pointerdown', function (e) { e.preventDefault(); });
      element.addEventListener('click', function (e) { go(option, e.ctrlKey || e.metaKey); });
      options.push(option);
      box.append(element);
    };
    var show = function (groups) {
      var start = typed.toLowerCase();
      var mine = asked.read().filter(function (one) {
        return one.toLowerCase().indexOf(start) === 0 && one !== typed;
      }).slice(0, start ? 3 : 8).map(function (one) { return { text: one, ask: one }; });
      if (mine.length) groups = [{ name: 'recent', label: own.recent, items: mine }].concat(groups);
      choose(-1);
      options = [];
      list.replaceChildren();
      groups.forEach(function (group) {
        var box = document.createElement('div'), name = document.createElement('div');
        box.setAttribute('role', 'group');
        name.id = list.id + '-' + group.name;
        name.className = 'suggestions-label';
        name.setAttribute('role', 'presentation');
        name.textContent = group.label;
        box.setAttribute('aria-labelledby', name.id);
        box.append(name);
        list.append(box);
        group.items.forEach(function (item) {
          add(box, group.name === 'questions' ? { text: item.text, ask: item.text } : item);
        });
        if (group.name === 'recent' && !start) add(box, { text: own.forget, forget: true });
      });
      var found = options.filter(function (option) { return !option.forget; }).length;
      say(found === 0 ? (typed ? own.none : '') : found === 1 ? own.one : own.many.replace('{n}', found));
      if (!options.length) { list.hidden = true; field.setAttribute('aria-expanded', 'false'); return; }
      list.hidden = false;
      list.scrollTop = 0;
      field.setAttribute('aria-expanded', 'true');
    };
    var look = function () {
      var mine = new AbortController();
      if (last) last.abort();
      last = mine;
      typed = field.value.trim();
      fetch(own.from + '?' + new URLSearchParams({ q: typed }), {
        signal: mine.signal, headers: { 'Accept-Language': document.documentElement.lang }
      }).then(function (r) {
        if (!r.ok) throw r;
        return r.json();
      }).then(function (found) { return found.groups; }, function (why) {
        if (why.name === 'AbortError') throw why;
        return [];
      }).then(function (groups) {
        if (mine === last && document.activeElement === field) show(groups);
      }).catch(function () { /* a newer one is under way */ });
    };
    field.addEventListener('input', function (e) {
      clearTimeout(timer);
      if (e.isComposing) return;
      if (!field.value.trim()) return close();
      timer = setTimeout(look, 120);
    });
    field.addEventListener('click', function () { if (!field.value && list.hidden) look(); });
    field.addEventListener('blur', close);
    field.addEventListener('keydown', function (e) {
      if (e.isComposing || e.ctrlKey || e.metaKey) return;
      var down = e.key === 'ArrowDown', up = e.key === 'ArrowUp';
      if (down || up) {
        e.preventDefault();
        if (list.hidden) { if (down) look(); return; }
        // Past either end is the field itself
        if (e.altKey) { if (up) close(); return; }
        // Who chooses in a list keeps it: none that comes later takes its place
        clearTimeout(timer);
        if (last) { last.abort(); last = null; }
        choose(down ? (at + 1 >= options.length ? -1 : at + 1) : (at < 0 ? options.length - 1 : at - 1));
      } else if (e.key === 'Escape' && !list.hidden) {
        e.preventDefault();
        e.stopPropagation();
        close();
      } else if (e.key === 'Enter' && !list.hidden && options[at]) {
        e.preventDefault();
        go(options[at], false);
      }
    });
    form.addEventListener('submit', function () { asked.add(field.value.trim()); });
  });

  // 7 Passkeys: binary values travel as base64url
  var bytes = function (text) {
    var raw = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    return Uint8Array.from(raw, function (c) { return c.charCodeAt(0); });
  };
  var text = function (buffer) {
    var raw = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(raw).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  };
  var read = function (asked) {
    var key = asked.publicKey;
    key.challenge = bytes(key.challenge);
    if (key.user) key.user.id = bytes(key.user.id);
    [key.excludeCredentials, key.allowCredentials].forEach(function (list) {
      (list || []).forEach(function (one) { one.id = bytes(one.id); });
    });
    return asked;
  };
  var written = function (made) {
    var r = made.response, out = {}, props = made.getClientExtensionResults().credProps;
    ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'].forEach(function (name) {
      if (r[name]) out[name] = text(r[name]);
    });
    return JSON.stringify({
      id: made.id, rawId: text(made.rawId), type: made.type, response: out,
      clientExtensionResults: props ? { credProps: props } : {}
    });
  };
  var waiting;
  each('form[data-passkey]', function (form) {
    if (!window.PublicKeyCredential || !navigator.credentials || !window.isSecureContext) return;
    var own = form.dataset, said = form.querySelector('[data-passkey-said]'), busy = false;
    var missing = document.getElementById(own.passkeyMissing), part = form.closest('section');
    var say = function (what) {
      var p = document.createElement('p');
      p.className = 'error';
      p.textContent = what;
      said.replaceChildren.apply(said, what ? [p] : []);
    };
    form.hidden = false;
    if (part) part.hidden = false;
    if (missing) missing.hidden = true;
    var empty = function () { form.elements.credential.value = ''; };
    window.addEventListener('pageshow', empty);
    var ask = function () {
      return fetch(own.passkeyOptions, { method: 'POST', body: new URLSearchParams(new FormData(form)) }).then(function (r) {
        if (!r.ok) throw r;
        return r.json();
      }).then(read);
    };
    var send = function (asked, made) {
      form.elements.ceremony.value = asked.ceremony;
      form.elements.credential.value = written(made);
      form.requestSubmit();
    };
    form.addEventListener('submit', function (e) {
      if (form.elements.credential.value) return;
      e.preventDefault();
      if (busy) return;
      busy = true;
      say('');
      if (waiting) waiting.abort();
      ask().then(function (asked) {
        return navigator.credentials[own.passkey]({ publicKey: asked.publicKey }).then(function (made) { send(asked, made); });
      }).catch(function (why) {
        if (why.status === 401) return location.reload();
        if (why.status === 422) {
          // Something beside the passkey is wrong: the server says what.
          form.elements.credential.value = '-';
          return form.requestSubmit();
        }
        say(why.name === 'NotAllowedError' || why.name === 'AbortError' ? own.passkeyCancelled
          : why.name === 'InvalidStateError' && own.passkeyKnown ? own.passkeyKnown : own.passkeyFailed);
      }).then(function () { busy = false; });
    });
    // The address field suggests passkeys too, where the browser can
    var field = document.querySelector('main input[type=email]');
    if (!('passkeyAutofill' in own) || !field || !PublicKeyCredential.isConditionalMediationAvailable) return;
    PublicKeyCredential.isConditionalMediationAvailable().then(function (can) {
      if (!can) return;
      field.autocomplete = 'username webauthn';
      return ask().then(function (asked) {
        if (busy) return;
        waiting = new AbortController();
        return navigator.credentials.get({
          publicKey: asked.publicKey, mediation: 'conditional', signal: waiting.signal
        }).then(function (made) { if (!busy) send(asked, made); });
      });
    }).catch(function () { /* the button is still there */ });
  });

  // 8 Files: dragged in or chosen, sent with progress; what the server answers is shown as its page
  var upload = function (form) {
    var own = form.dataset, field = form.querySelector('input[type=file]'), said = form.querySelector('[data-upload-said]');
    if (!field || !said || !window.XMLHttpRequest || !window.DataTransfer) return;
    var hint = document.createElement('p');
    hint.className = 'drop';
    hint.textContent = own.uploadDrop;
    field.after(hint);
    var bar = document.createElement('progress'), words = document.createElement('p');
    bar.max = 100;
    var busy = false, told = -1;
    var over = function (on) { form.classList.toggle('over', on); };
    ['dragenter', 'dragover'].forEach(function (name) {
      form.addEventListener(name, function (e) {
        if (busy || !e.dataTransfer || Array.from(e.dataTransfer.types).indexOf('Files') < 0) return;
        e.preventDefault();
        over(true);
      });
    });
    form.addEventListener('dragleave', function (e) { if (!form.contains(e.relatedTarget)) over(false); });
    form.addEventListener('drop', function (e) {
      if (busy || !e.dataTransfer || !e.dataTransfer.files.length) return;
      e.preventDefault();
      over(false);
      field.files = e.dataTransfer.files;
      form.requestSubmit();
    });
    form.addEventListener('submit', function (e) {
      if (e.defaultPrevented) return;
      e.preventDefault();
      if (busy || !field.files.length) return;
      busy = true;
      var button = form.querySelector('button'), files = Array.from(field.files), rows = [], summary;
      button.disabled = true;
      said.replaceChildren(words, bar);
      words.className = 'meta';
      var say = function (file, part) {
        // Spoken by tens: a reader is not to be drowned in numbers.
        if (Math.floor(part / 10) > told) {
          told = Math.floor(part / 10);
          words.textContent = file.name + ': ' + own.uploadSending.replace('{n}', part);
        }
        bar.value = part;
      };
      bar.setAttribute('aria-label', own.uploadSending.replace('{n}', '').trim());
      var failed = function () {
        // What has arrived is not sent twice
        var left = new DataTransfer();
        files.forEach(function (file) { left.items.add(file); });
        field.files = left.files;
        busy = false;
        button.disabled = false;
        words.className = 'error';
        words.textContent = own.uploadFailed;
        bar.remove();
      };
      var show = function (page) {
        var main = document.getElementById('main');
        if (!page || !main) return failed();
        var there = page.querySelector('.error-summary');
        if (there) there.replaceWith(summary);
        else page.querySelector('.page-head').after(summary);
        summary.querySelector('ul').replaceChildren.apply(summary.querySelector('ul'), rows);
        main.replaceWith(document.adoptNode(page));
        each('form[data-upload]', upload);
        summary.focus();
      };
      // One request for each, so that no number of files is too large together
      var next = function () {
        var request = new XMLHttpRequest(), body = new FormData(), file = files[0];
        ['token', 'once'].forEach(function (name) { body.append(name, form.elements[name].value); });
        body.append('file', file);
        told = -1;
        say(file, 0);
        request.upload.onprogress = function (e) { if (e.lengthComputable) say(file, Math.floor(e.loaded / e.total * 100)); };
        request.upload.onload = function () { words.textContent = own.uploadDone; };
        request.onerror = failed;
        request.onload = function () {
          if (request.status !== 200 && request.status !== 422) return failed();
          var page = new DOMParser().parseFromString(request.responseText, 'text/html').getElementById('main');
          if (!page) return failed();
          files.shift();
          if (request.status === 422) {
            summary = page.querySelector('.error-summary');
            if (!summary) return failed();
            rows = rows.concat(Array.from(summary.querySelectorAll('li')));
          }
          if (!files.length && !summary) return location.assign(request.responseURL);
          if (!files.length) return show(page);
          // A form is taken once: the next goes by that of the answer
          ['token', 'once'].forEach(function (name) {
            var made = page.querySelector('[name=' + name + ']');
            if (made) form.elements[name].value = made.value;
          });
          next();
        };
        request.open('POST', form.action);
        request.send(body);
      };
      next();
    });
  };
  each('form[data-upload]', upload);

  // 9 Read aloud. Voices of the device alone: others would send the text to whoever speaks
  each('[data-read-aloud]', function (box) {
    var own = box.dataset, speech = window.speechSynthesis;
    if (!speech || !window.SpeechSynthesisUtterance) return;
    var same = { no: 'n', nb: 'n', nn: 'n' };
    var short = function (lang) { var s = (lang || '').slice(0, 2).toLowerCase(); return same[s] || s; };
    var voices = [];
    var voice = function (lang) {
      var exact = function (v) { return v.lang.slice(0, 2).toLowerCase() === lang.slice(0, 2).toLowerCase(); };
      return voices.find(exact) || voices.find(function (v) { return short(v.lang) === short(lang); });
    };
    var look = function () {
      voices = speech.getVoices().filter(function (v) { return v.localService; });
      box.hidden = !voice(own.readAloudLang);
    };
    look();
    if (speech.addEventListener) speech.addEventListener('voiceschanged', look);
    var button = function (name) { return box.querySelector('[data-do=' + name + ']'); };
    var play = button('play'), pause = button('pause'), stop = button('stop'), said = box.querySelector('[data-said]');
    var marks = window.CSS && CSS.highlights && window.Highlight;
    var parts = [], at = -1, turn = 0, marked;
    // Sentences, each as a range of its block and in that block's language
    var sentences = function () {
      var all = [], blocks = 'h1,h2,h3,h4,h5,h6,p,li,td,th,dt,dd,pre,blockquote';
      document.querySelectorAll(own.readAloud).forEach(function (root) {
        if (root.closest('.no-print, nav, aside')) return;
        var walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), node, groups = [], last;
        while ((node = walker.nextNode())) {
          if (!node.data.trim() || node.parentElement.closest('.no-print, [hidden]')) continue;
          var block = node.parentElement.closest(blocks) || root;
          if (block !== last) groups.push({ block: block, nodes: [] });
          last = block;
          groups[groups.length - 1].nodes.push(node);
        }
        groups.forEach(function (group) {
          var text = group.nodes.map(function (n) { return n.data; }).join('');
          var lang = (group.block.closest('[lang]') || document.documentElement).lang;
          cut(text, lang).forEach(function (piece) {
            if (piece.text.trim()) all.push({ text: piece.text.trim(), lang: lang, block: group.block, range: range(group.nodes, piece.at, piece.text.length) });
          });
        });
      });
      return all;
    };
    var cut = function (text, lang) {
      if (window.Intl && Intl.Segmenter) {
        return Array.from(new Intl.Segmenter(lang, { granularity: 'sentence' }).segment(text), function (s) {
          return { text: s.segment, at: s.index };
        });
      }
      var all = [], finder = /[^.!?]+[.!?]*\s*/g, found;
      while ((found = finder.exec(text))) all.push({ text: found[0], at: found.index });
      return all;
    };
    var range = function (nodes, from, length) {
      var r = document.createRange(), passed = 0, begun = false;
      nodes.forEach(function (n) {
        var end = passed + n.data.length;
        if (!begun && from < end) { r.setStart(n, from - passed); begun = true; }
        if (begun && from + length > passed) r.setEnd(n, Math.min(n.data.length, from + length - passed));
        passed = end;
      });
      return r;
    };
    var paused = false;
    var mark = function (part) {
      if (marked) marked.classList.remove('spoken');
      marked = null;
      if (marks) CSS.highlights.delete('spoken');
      if (!part) return;
      if (marks) CSS.highlights.set('spoken', new Highlight(part.range));
      else { marked = part.block; marked.classList.add('spoken'); }
      var where = part.range.getBoundingClientRect();
      if (where.top < 0 || where.bottom > innerHeight) part.block.scrollIntoView({ block: 'center' });
    };
    var show = function (state) {
      play.hidden = state !== 'still';
      pause.hidden = stop.hidden = state === 'still';
      pause.textContent = state === 'paused' ? own.readAloudOn : own.readAloudPause;
      paused = state === 'paused';
    };
    var speak = function () {
      var mine = ++turn, part = parts[at];
      if (!part) return end(true);
      mark(part);
      var utterance = new SpeechSynthesisUtterance(part.text);
      utterance.voice = voice(part.lang) || voice(own.readAloudLang);
      utterance.lang = utterance.voice ? utterance.voice.lang : part.lang;
      utterance.onend = utterance.onerror = function () { if (mine === turn) { at++; speak(); } };
      speech.speak(utterance);
    };
    var end = function (over) {
      var had = document.activeElement === pause || document.activeElement === stop;
      turn++;
      at = -1;
      speech.cancel();
      mark(null);
      show('still');
      if (had) play.focus();
      said.textContent = over ? own.readAloudOver : '';
    };
    play.addEventListener('click', function () {
      parts = sentences();
      at = 0;
      said.textContent = '';
      speech.cancel();
      show('speaking');
      pause.focus();
      speak();
    });
    // Cancelled and begun anew at its sentence: not every device can hold a voice
    pause.addEventListener('click', function () {
      if (paused) { show('speaking'); speak(); return; }
      turn++;
      speech.cancel();
      show('paused');
    });
    stop.addEventListener('click', function () { end(false); });
    document.addEventListener('keydown', function (e) { if (e.key === 'Escape' && at >= 0) end(false); });
    window.addEventListener('pagehide', function () { if (at >= 0) end(false); });
  });

  // 10 Videos elsewhere: their host hears of the reader when the reader asks, and no sooner
  each('[data-player]', function (box) {
    box.hidden = false;
    box.querySelector('button').addEventListener('click', function () {
      var frame = document.createElement('iframe');
      frame.title = box.dataset.playerTitle;
      frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-presentation');
      frame.allow = 'fullscreen; encrypted-media; picture-in-picture';
      // The site's name alone: some players refuse to play for nobody
      frame.referrerPolicy = 'strict-origin';
      frame.src = box.dataset.player;
      box.replaceChildren(frame);
      frame.focus();
    });
  });

  // A long list of contents is not to stand between a reader with a phone and the text
  each('details.contents', function (d) { if (window.matchMedia && matchMedia('(max-width: 59.99em)').matches) d.open = false; });

  // 11 Print and copy
  each('button[data-print]', function (b) {
    if (!window.print) return;
    b.hidden = false;
    b.addEventListener('click', function () { window.print(); });
  });
  each('button[data-copy]', function (b) {
    if (!navigator.clipboard) return;
    var before = b.textContent, live = document.createElement('span');
    live.className = 'visually-hidden';
    live.setAttribute('role', 'status');
    b.after(live);
    b.hidden = false;
    b.addEventListener('click', function () {
      navigator.clipboard.writeText(b.dataset.copy).then(function () {
        b.textContent = live.textContent = b.dataset.copyDone;
        setTimeout(function () { b.textContent = before; live.textContent = ''; }, 3000);
      });
    });
  });

  // 12 What is being worked on: the page is asked for again every few seconds, and not for ever
  var looks = 20;
  var look = function () {
    fetch(location.href).then(function (r) { return r.ok ? r.text() : ''; }).then(function (text) {
      var page = new DOMParser().parseFromString(text, 'text/html');
      each('[data-refresh]', function (box) {
        var now = page.getElementById(box.id);
        if (!now || now.hasAttribute('data-refresh')) return;
        box.removeAttribute('data-refresh');
        box.replaceChildren.apply(box, Array.from(now.childNodes));
      });
    }).catch(function () { /* the link is still there */ }).then(later);
  };
  var later = function () {
    if (looks-- > 0 && document.querySelector('[data-refresh]')) setTimeout(look, 4000);
  };
  if (window.fetch) later();
})();

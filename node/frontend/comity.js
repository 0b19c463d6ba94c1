// What a page cannot do without a script: passkeys to sign in with, uploads that resume. What is signed is
// signed on a page of its own (signing/page.html).
'use strict';

const meta = document.querySelector('meta[name="comity-csrf"]');
const complain = text => { const place = document.getElementById('said'); if (place) place.textContent = text; };
const encode = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const decode = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
const hex = bytes => [...bytes].map(b => b.toString(16).padStart(2, '0')).join('');

async function call(method, path, body, headers = {}, signal = undefined) {
    const answer = await fetch(path, {
        method,
        signal,
        headers: { Accept: 'application/json', 'X-XSRF-TOKEN': meta.content, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
        body: body === undefined ? undefined : body instanceof Blob ? body : JSON.stringify(body),
    });
    if (answer.ok) return answer;
    const problem = await answer.json().catch(() => ({}));
    throw Object.assign(new Error(problem.title ? `${problem.title} ${problem.remedy}` : ''), { status: answer.status, answer });
}
const json = async (...asked) => (await call(...asked)).json();

async function assertion(challenge, relyingParty, credentials) {
    const made = await navigator.credentials.get({ publicKey: {
        challenge, rpId: relyingParty, userVerification: 'required',
        allowCredentials: credentials.map(id => ({ type: 'public-key', id: decode(id) })),
    } });
    const { authenticatorData, clientDataJSON, signature } = made.response;
    return { credential: encode(made.rawId), authenticatorData: encode(authenticatorData), clientDataJSON: encode(clientDataJSON), signature: encode(signature) };
}

async function signIn() {
    const asked = await json('POST', '/session/challenge', {});
    await json('POST', '/session', await assertion(decode(asked.challenge), asked.relyingParty, []));
    location.assign('/worklist');
}

async function enrol(button) {
    const path = `/enrolments/${encodeURIComponent(button.dataset.code)}`;
    const invited = await json('GET', path);
    const made = await navigator.credentials.create({ publicKey: {
        challenge: decode(invited.challenge),
        rp: { id: invited.relyingParty, name: 'Comity' },
        user: { id: new TextEncoder().encode(invited.person), name: invited.person, displayName: invited.name },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -8 }],
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        attestation: 'direct',
    } });
    await json('POST', path, { credential: encode(made.rawId), attestationObject: encode(made.response.attestationObject), clientDataJSON: encode(made.response.clientDataJSON) });
    location.assign('/sign-in');
}

// RFC 8785 for what acts hold: no fractions, so that the language's own numbers and strings serve.
function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
    if (value !== null && typeof value === 'object')
        return `{${Object.keys(value).sort().map(name => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
    return JSON.stringify(value);
}
// The browser's own SHA-256 wants the whole file in memory; this one takes it slice by slice.
const SLICE = 4 << 20;
async function hashOf(file, running) {
    const { sha256 } = await import('/assets/hashes/sha2.js');
    const hash = sha256.create();
    for (let offset = 0; offset < file.size; offset += SLICE) {
        running.signal.throwIfAborted();
        hash.update(new Uint8Array(await file.slice(offset, offset + SLICE).arrayBuffer()));
        running.shows('hashing', offset);
    }
    return hex(hash.digest());
}

// What a reload must not forget: where this very file was being sent, and its hash.
const kept = {
    of: name => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } },
    keep: (name, said) => { try { localStorage.setItem(name, JSON.stringify(said)); } catch { /* then it is hashed again */ } },
    forget: name => { try { localStorage.removeItem(name); } catch { /* there was nothing to forget */ } },
};
// The browser's own key, which no page can read: with it the agent's browser signs what it delivers.
const stored = work => new Promise((done, failed) => {
    const asked = indexedDB.open('comity', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore('keys');
    asked.onerror = () => failed(asked.error);
    asked.onsuccess = () => {
        const step = work(asked.result.transaction('keys', 'readwrite').objectStore('keys'));
        step.onsuccess = () => done(step.result);
        step.onerror = () => failed(step.error);
    };
});
async function sourceKey(office, label, fresh = false) {
    const place = `source:${office}`;
    let pair = fresh ? undefined : await stored(keys => keys.get(place)).catch(() => undefined);
    if (!pair) {
        pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
        await stored(keys => keys.put(pair, place)).catch(() => { /* then it serves this once */ });
    }
    const publicKey = encode(await crypto.subtle.exportKey('raw', pair.publicKey));
    const known = await json('POST', '/provider/keys', { algorithm: 'ES256', publicKey, label }, { 'Comity-Office': office });
    if (known.ended !== '' && !fresh) return sourceKey(office, label, true);
    return { pair, publicKey, id: known.id };
}
const second = () => `${new Date().toISOString().slice(0, 19)}Z`;
// docs/formats/manifest.md: what is delivered, said and signed where it lies.
async function manifestOf(order, files, key, part = 1, parts = 1) {
    const manifest = { format: 'comity-manifest/1', order, tool: 'Comity page', version: '1', made: second(), part, parts, files };
    const head = encode(new TextEncoder().encode(canonical({ alg: 'ES256', b64: false, crit: ['b64'], kid: key.id, typ: 'comity-manifest' })));
    const input = new TextEncoder().encode(`${head}.${canonical(manifest)}`);
    const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key.pair.privateKey, input);
    return { manifest, publicKey: key.publicKey, signature: `${head}..${encode(signature)}` };
}

const TUS = { 'Tus-Resumable': '1.0.0' };
const offsetAt = async place => Number((await call('HEAD', place, undefined, TUS)).headers.get('Upload-Offset'));

async function begin(file, order, sha256, manifest) {
    const metadata = { order, filename: nameOf(file), sha256, manifest };
    const words = Object.entries(metadata).map(([name, value]) => `${name} ${btoa(String.fromCharCode(...new TextEncoder().encode(value)))}`).join(',');
    const begun = await call('POST', '/exhibits', undefined, { ...TUS, 'Upload-Length': String(file.size), 'Upload-Metadata': words });
    return begun.headers.get('Location');
}

async function send(file, place, from, running) {
    for (let offset = from, failures = 0; offset < file.size;) {
        running.signal.throwIfAborted();
        running.shows('sending', offset);
        try {
            const step = await call('PATCH', place, file.slice(offset, offset + SLICE), { ...TUS, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' }, running.signal);
            offset = Number(step.headers.get('Upload-Offset'));
            failures = 0;
        } catch (failed) {
            running.signal.throwIfAborted();
            // A full disk or a lost right does not mend by itself; a broken line does.
            if (failed.status && failed.status !== 409 && failed.status !== 500 && failed.status !== 503 || ++failures > 8) throw failed;
            await new Promise(done => setTimeout(done, 500 * failures));
            offset = await offsetAt(place).catch(() => offset);
        }
    }
}

// A folder keeps the paths of its files below itself; what would lead elsewhere is not sent (docs/formats/manifest.md).
const PART = 500, AT_ONCE = 3, ROWS = 200;
const nameOf = file => file.webkitRelativePath || file.name;
const leads = name => name.length > 255 || /[\\:\p{Cc}\p{Cf}]/u.test(name) || name.split('/').some(step => step === '' || step === '.' || step === '..');

// How far it has come: all of it in one bar, and each file in one of its own.
function shower(form, files) {
    const state = document.getElementById('state'), rate = document.getElementById('rate'), list = document.getElementById('files');
    const total = files.reduce((sum, file) => sum + file.size, 0), at = new Map(), bars = new Map();
    let phaseNow, since, first, all;
    list.replaceChildren();
    for (const file of files.length > 1 ? files.slice(0, ROWS) : []) {
        const row = document.createElement('li'), name = document.createElement('bdi'), bar = Object.assign(document.createElement('progress'), { max: 100, value: 0 });
        name.textContent = nameOf(file);
        bar.setAttribute('aria-label', nameOf(file));
        row.append(name, bar);
        list.append(row);
        bars.set(file, bar);
    }
    const percent = (bytes, of) => of === 0 ? 100 : Math.floor(100 * bytes / of);
    const mega = bytes => (bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    // What is read out changes with the step alone; figures change beside it.
    return (phase, file, bytes) => {
        if (phase !== phaseNow) { phaseNow = phase; at.clear(); all = 0; since = performance.now(); first = undefined; state.textContent = form.dataset[phase]; }
        if (file) {
            all += bytes - (at.get(file) ?? 0);
            at.set(file, bytes);
            const bar = bars.get(file);
            if (bar) bar.value = percent(bytes, file.size);
        }
        first ??= all;
        document.getElementById('progress').value = percent(all, total);
        const each = (all - first) / ((performance.now() - since) / 1000);
        const left = each > 0 ? Math.ceil((total - all) / each) : undefined;
        rate.textContent = left === undefined ? '' : form.dataset.rate.replace('{0}', mega(all)).replace('{1}', mega(total)).replace('{2}', mega(each))
            .replace('{3}', `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`);
    };
}

let uploading;
async function upload(button) {
    const form = button.closest('form'), order = form.dataset.order;
    const inputs = ['file', 'folder'].map(id => document.getElementById(id));
    const files = inputs.flatMap(input => [...input.files]);
    if (files.length === 0) { inputs[0].focus(); return; }
    const wrong = files.find(file => leads(nameOf(file)));
    if (wrong) throw new Error(form.dataset.leads.replace('{0}', nameOf(wrong)));
    const cancel = form.querySelector('[data-action=cancel]');
    const stop = new AbortController(), show = shower(form, files);
    const running = uploading = { signal: stop.signal, stop: () => stop.abort(), shows: (phase, bytes) => show(phase, undefined, bytes) };
    const of = file => ({ signal: stop.signal, shows: (phase, bytes) => show(phase, file, bytes) });
    const remembered = file => `comity-upload:${order}:${nameOf(file)}:${file.size}:${file.lastModified}`;
    const sending = files.map(file => ({ file, ...kept.of(remembered(file)) }));
    for (const one of [button, ...inputs]) one.disabled = true;
    cancel.hidden = false;
    try {
        // Where it was being sent; what is not there any more is begun anew.
        for (const one of sending) {
            one.offset = 0;
            if (one.place && !one.sealed) one.offset = await offsetAt(one.place).catch(failed => { if (failed.status !== 404) throw failed; one.place = undefined; return 0; });
        }
        for (const one of sending) {
            one.sha256 ??= await hashOf(one.file, of(one.file));
            of(one.file).shows('hashing', one.file.size);
        }
        await sign(form, sending.filter(one => !one.manifest && !one.sealed), running, remembered);
        const waiting = sending.filter(one => !one.sealed);
        const exhibits = [];
        const worker = async () => {
            for (let one = waiting.shift(); one; one = waiting.shift()) {
                stop.signal.throwIfAborted();
                const keeps = () => kept.keep(remembered(one.file), { sha256: one.sha256, manifest: one.manifest, signed: files.length === 1 ? one.signed : undefined, place: one.place, sealed: one.sealed });
                if (!one.place) { one.place = await begin(one.file, order, one.sha256, one.manifest); keeps(); }
                await send(one.file, one.place, one.offset, of(one.file));
                stop.signal.throwIfAborted();
                if (sending.length === 1) cancel.hidden = true; // what is sealed is in custody
                exhibits.push(await json('POST', `${one.place}/seal`).catch(failed => { if (failed.status === 422) kept.forget(remembered(one.file)); throw failed; }));
                one.sealed = true;
                keeps();
                of(one.file).shows('sending', one.file.size);
            }
        };
        await Promise.all(Array.from({ length: Math.min(AT_ONCE, waiting.length) }, worker));
        for (const one of sending) kept.forget(remembered(one.file));
        if (files.length > 1 || !exhibits.length) {
            location.assign(`/provider/orders/${order}?office=${encodeURIComponent(form.elements.office.value)}&sealed=${files.length}#deliveries`);
            return;
        }
        const says = (name, value) => form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value: canonical(value) }));
        says('exhibits.exhibits', exhibits[0]);
        if (sending[0].signed) says('exhibits.manifests', sending[0].signed);
        form.submit();
    } catch (failed) {
        if (!stop.signal.aborted) throw failed;
        for (const one of sending) {
            kept.forget(remembered(one.file));
            if (one.place && !one.sealed) await call('DELETE', one.place, undefined, TUS).catch(() => undefined);
        }
        running.shows('cancelled', 0);
    } finally {
        for (const one of [button, ...inputs]) one.disabled = false;
        cancel.hidden = true;
        button.focus();
    }
}
// More files than one manifest names make more manifests, each of which says which part it is.
async function sign(form, unsigned, running, remembered) {
    if (unsigned.length === 0) return;
    running.shows('signing', 0);
    const order = form.dataset.order, parts = Math.ceil(unsigned.length / PART);
    const key = await sourceKey(form.elements.office.value, form.dataset.label);
    for (let part = 0; part < parts; part++) {
        running.signal.throwIfAborted();
        const named = unsigned.slice(part * PART, (part + 1) * PART);
        const signed = await manifestOf(order, named.map(({ file, sha256 }) => ({ name: nameOf(file), size: file.size, sha256, hashed: second() })), key, part + 1, parts);
        const taken = await json('POST', `/provider/orders/${order}/manifests`, signed);
        for (const one of named) {
            Object.assign(one, { manifest: taken.manifest, signed });
            kept.keep(remembered(one.file), { sha256: one.sha256, manifest: one.manifest, signed: unsigned.length === 1 ? signed : undefined });
        }
    }
}
const cancel = () => uploading?.stop();

// How far a comparison has come, asked while somebody looks; without a script there is a link.
async function watch(place) {
    const seen = await json('GET', place.dataset.watch, undefined, { 'Comity-Office': place.dataset.office });
    if (seen.state !== 'WAITING' && seen.state !== 'RUNNING') { location.reload(); return; }
    const stage = place.querySelector('[role=status]'), said = place.dataset[(seen.state === 'WAITING' ? seen.state : seen.stage).toLowerCase()];
    if (stage.textContent !== said) stage.textContent = said;
    place.querySelector('progress').value = seen.size === 0 ? 100 : Math.min(100, Math.floor(100 * seen.read / seen.size));
    for (const shown of place.querySelectorAll('[data-shows]')) shown.textContent = String(seen[shown.dataset.shows]);
}
// What only a script can do is offered where there is one.
for (const place of document.querySelectorAll('[data-scripted]')) place.hidden = false;
for (const place of document.querySelectorAll('[data-watch]')) {
    const again = () => setTimeout(() => watch(place).catch(() => undefined).then(again), 1000);
    again();
}

async function attempt(place, work) {
    complain('');
    try { await work(place); } catch (failed) { complain(failed.name === 'Error' && failed.message || place.dataset.failed || ''); }
}

// What is typed is kept while it is typed: the form is sent as its own button would send it, and the
// draft's number goes into the address, so that a reload and another language find it. A form that
// says so is kept on the device first, and until the node has it: a line that breaks loses nothing.
function keep(form) {
    const said = form.querySelector('[data-kept]') ?? document.getElementById('kept');
    const own = form.dataset.device ? `comity-draft:${new URL(form.action).pathname}` : undefined;
    const typed = () => [...new FormData(form)].filter(([name, value]) => !['_csrf', 'office', 'draft', 'do'].includes(name) && typeof value === 'string');
    let waiting, sending = Promise.resolve();
    // The way back leads to this draft, and not to an empty form, whatever became of it.
    const address = () => {
        const carried = `draft=${form.elements.draft.value}&office=${form.elements.office.value}`;
        history.replaceState(null, '', `${location.pathname}?${carried}`);
        return carried;
    };
    form.addEventListener('submit', () => { if (form.elements.draft.value) address(); });
    const send = async () => {
        const body = new URLSearchParams(new FormData(form));
        const sent = JSON.stringify(typed());
        body.set('do', 'keep');
        const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'text/html', 'X-XSRF-TOKEN': meta.content } });
        const draft = answer.ok && new URL(answer.url).searchParams.get('draft');
        if (!draft) throw new Error('not kept');
        form.elements.draft.value = draft;
        const carried = address();
        for (const link of document.querySelectorAll('.languages a')) link.search = `?language=${link.lang}&${carried}`;
        if (own && JSON.stringify(kept.of(own)?.typed) === sent) kept.forget(own);
        if (own) device('');
        said.textContent = `${form.dataset.keeps} ${new Date().toLocaleTimeString(document.documentElement.lang)}`;
    };
    const device = text => { const place = document.getElementById('device'); if (place) place.textContent = text; };
    // A node that is away is asked again: not every line that breaks tells the browser so.
    const away = () => {
        if (!own) return;
        said.textContent = form.dataset.device;
        device(form.dataset.device);
        clearTimeout(waiting);
        waiting = setTimeout(() => { if (kept.of(own)) soon(); }, 5000);
    };
    const soon = () => { sending = sending.then(send).catch(away); };
    form.addEventListener('input', () => {
        clearTimeout(waiting);
        said.textContent = '';
        if (own) kept.keep(own, { typed: typed(), at: Date.now() });
        waiting = setTimeout(soon, 600);
    });
    if (!own) return;
    const before = kept.of(own);
    if (before) {
        restore(form, before.typed);
        said.textContent = form.dataset.device;
        device(form.dataset.device);
        soon();
    }
    addEventListener('online', () => { if (kept.of(own)) soon(); });
    form.addEventListener('submit', event => { if (event.submitter?.value === 'drop') kept.forget(own); });
    offline();
}

// Puts what this device kept back into the form: each field by its name, boxes by their values.
function restore(form, typed) {
    const values = new Map();
    for (const [name, value] of typed) values.set(name, [...(values.get(name) ?? []), value]);
    for (const field of form.elements) {
        if (!field.name || ['_csrf', 'office', 'draft', 'do'].includes(field.name)) continue;
        const held = values.get(field.name) ?? [];
        if (field.type === 'checkbox' || field.type === 'radio') field.checked = held.includes(field.value);
        else if (field.type !== 'hidden' && held.length) field.value = held[0];
    }
}

// The writer's page opens without a network by a worker that the node itself serves, and no other.
const WORKER = '/writer/worker.js';
function offline() {
    if (!('serviceWorker' in navigator)) return;
    const policy = globalThis.trustedTypes?.createPolicy('default', { createScriptURL: url => { if (url !== WORKER) throw new TypeError(url); return url; } });
    navigator.serviceWorker.register(policy ? policy.createScriptURL(WORKER) : WORKER).catch(() => { /* what is typed is kept all the same */ });
}

async function forget(button) {
    for (const name of Object.keys(localStorage)) if (name.startsWith('comity-draft:')) localStorage.removeItem(name);
    if ('caches' in globalThis) await caches.delete('comity-writer');
    document.getElementById('device').textContent = button.dataset.forgotten;
}

// Whoever signs out leaves no page of theirs behind on the device.
document.querySelector('form[action="/sign-out"]')?.addEventListener('submit', () => { if ('caches' in globalThis) caches.delete('comity-writer'); });

// A secret that stays in this browser until it is asked for; what is sent first is its digest alone.
async function seed(button) {
    const secret = hex(crypto.getRandomValues(new Uint8Array(32)));
    const digest = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))));
    document.getElementById(button.dataset.digest).value = digest;
    const shown = document.getElementById(button.dataset.secret);
    shown.value = secret;
    shown.closest('[hidden]').hidden = false;
    shown.focus();
    localStorage.setItem(`comity-seed:${digest}`, secret);
}
for (const field of document.querySelectorAll('input[data-seed]'))
    field.value ||= localStorage.getItem(`comity-seed:${field.dataset.seed}`) ?? '';

const actions = { 'sign-in': signIn, enrol, upload, cancel, forget, seed };
for (const button of document.querySelectorAll('[data-action]')) {
    const work = actions[button.dataset.action];
    if (work) button.addEventListener('click', () => attempt(button.closest('[data-failed]') ?? button, () => work(button)));
}
// A file is read into the field beside it; one in another encoding than UTF-8 is not guessed at.
for (const file of document.querySelectorAll('input[data-into]'))
    file.addEventListener('change', async () => {
        const said = document.getElementById(`${file.id}-said`);
        said.textContent = '';
        if (file.files.length === 0) return;
        try {
            const bytes = await file.files[0].arrayBuffer();
            document.getElementById(file.dataset.into).value = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        } catch { said.textContent = file.dataset.failed; }
    });
// A second click sends nothing: the answer to the first would be lost. Whoever comes back may send again.
document.addEventListener('submit', event => {
    if (event.defaultPrevented || event.target.method !== 'post' || event.target.target) return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = 'yes';
    setTimeout(() => { delete event.target.dataset.sent; }, 5000);
});
addEventListener('pageshow', () => { for (const form of document.forms) delete form.dataset.sent; });
for (const writing of document.querySelectorAll('form[data-keeps]')) keep(writing);

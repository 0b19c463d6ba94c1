// What a page cannot do without a script: passkeys, checking what is signed, uploads that resume.
'use strict';

const meta = document.querySelector('meta[name="comity-csrf"]');
const complain = text => { const place = document.getElementById('said'); if (place) place.textContent = text; };
const encode = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const decode = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
const sha256 = async bytes => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const hex = bytes => [...bytes].map(b => b.toString(16).padStart(2, '0')).join('');

async function call(method, path, body, headers = {}) {
    const answer = await fetch(path, {
        method,
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
const digestOf = async value => sha256(new TextEncoder().encode(canonical(value)));

function shown(value) {
    if (Array.isArray(value)) return value.map(shown).join('\n');
    if (value !== null && typeof value === 'object') return Object.entries(value).map(([name, said]) => `${name}: ${shown(said)}`).join('; ');
    return String(value);
}

// The digest of what is on the screen: each text shown is the section's, each section the header's,
// and the header's hash is what the passkey signs. Undefined where any of it differs.
async function checked(proposal) {
    for (const [section, said] of Object.entries(proposal.sections)) {
        if (hex(await digestOf(said)) !== String(proposal.header.sections[section]).replace(/^sha256:/, '')) return undefined;
        for (const [name, value] of Object.entries(said.content)) {
            const place = document.querySelector(`[data-said="${section}.${name}"]`);
            if (!place || place.textContent !== shown(value)) return undefined;
        }
    }
    const header = canonical(proposal.header);
    if (header !== new TextDecoder().decode(decode(proposal.canonical))) return undefined;
    const digest = await digestOf(proposal.header);
    const groups = document.getElementById('digest').textContent.replace(/\s/g, '');
    return groups === hex(digest) ? digest : undefined;
}

async function prepareSigning(place) {
    const proposal = await json('GET', `/proposals/${place.dataset.proposal}`);
    const digest = await checked(proposal);
    document.getElementById('checked').textContent = digest ? place.dataset.matches : place.dataset.differs;
    if (!digest) return;
    const file = async personal => {
        const filed = await json('POST', `/proposals/${place.dataset.proposal}/filing`, { personal });
        location.assign(`/dockets/${place.dataset.docket}#act-${filed.digest}`);
    };
    const ways = {
        sign: async () => file(await assertion(digest, proposal.relyingParty, proposal.credentials)),
        'sign-demo': async () => file(await json('POST', '/demo/assertions', { proposal: place.dataset.proposal })),
    };
    for (const button of place.querySelectorAll('button')) {
        button.disabled = false;
        button.addEventListener('click', () => attempt(place, ways[button.dataset.action]));
    }
}

const sealed = new Map();
async function upload(button) {
    const form = button.closest('form');
    const file = document.getElementById('file').files[0];
    if (!file) { document.getElementById('file').focus(); return; }
    const metadata = { order: form.dataset.order, filename: file.name, sha256: hex(await hashOf(file)) };
    const remembered = `comity-upload-${metadata.order}-${metadata.sha256}`;
    const tus = { 'Tus-Resumable': '1.0.0' };
    let place = sessionStorage.getItem(remembered);
    let offset = 0;
    if (place) {
        try { offset = Number((await call('HEAD', place, undefined, tus)).headers.get('Upload-Offset')); } catch { place = null; }
    }
    if (!place) {
        const words = Object.entries(metadata).map(([name, value]) => `${name} ${btoa(String.fromCharCode(...new TextEncoder().encode(value)))}`).join(',');
        const begun = await call('POST', '/exhibits', undefined, { ...tus, 'Upload-Length': String(file.size), 'Upload-Metadata': words });
        place = begun.headers.get('Location');
        sessionStorage.setItem(remembered, place);
    }
    for (let failures = 0; offset < file.size;) {
        try {
            const step = await call('PATCH', place, file.slice(offset, offset + (4 << 20)), { ...tus, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' });
            offset = Number(step.headers.get('Upload-Offset'));
            failures = 0;
        } catch (failed) {
            if (++failures > 5) throw failed;
            await new Promise(done => setTimeout(done, 500 * failures));
            offset = Number((await call('HEAD', place, undefined, tus)).headers.get('Upload-Offset'));
        }
        document.getElementById('progress').value = Math.floor(100 * offset / file.size);
    }
    const exhibit = await json('POST', `${place}/seal`);
    sessionStorage.removeItem(remembered);
    const field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'exhibits.exhibits', value: canonical(exhibit) });
    form.append(field);
    form.submit();
}

async function hashOf(file) {
    if (!sealed.has(file)) sealed.set(file, await sha256(await file.arrayBuffer()));
    return sealed.get(file);
}

async function divide(button) {
    const box = document.getElementById(button.dataset.for);
    const made = await json('POST', `/exhibits/${JSON.parse(box.value).sha256}/division`, undefined, { 'Comity-Office': button.dataset.office });
    box.value = canonical(made.exhibit);
    box.checked = true;
    document.querySelector(`label[for="${CSS.escape(box.id)}"]`).textContent = box.value;
    button.disabled = true;
}

async function attempt(place, work) {
    complain('');
    try { await work(place); } catch (failed) { complain(failed.name === 'Error' && failed.message || place.dataset.failed || ''); }
}

// What is typed is kept while it is typed: the form is sent as its own button would send it, and the
// draft's number goes into the address, so that a reload and another language find it.
function keep(form) {
    const said = document.getElementById('kept');
    let waiting, sending = Promise.resolve();
    const send = async () => {
        const body = new URLSearchParams(new FormData(form));
        body.set('do', 'keep');
        const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'text/html', 'X-XSRF-TOKEN': meta.content } });
        const draft = answer.ok && new URL(answer.url).searchParams.get('draft');
        if (!draft) return;
        form.elements.draft.value = draft;
        const carried = `draft=${draft}&office=${form.elements.office.value}`;
        history.replaceState(null, '', `${location.pathname}?${carried}`);
        for (const link of document.querySelectorAll('.languages a')) link.search = `?language=${link.lang}&${carried}`;
        said.textContent = `${form.dataset.keeps} ${new Date().toLocaleTimeString(document.documentElement.lang)}`;
    };
    form.addEventListener('input', () => {
        clearTimeout(waiting);
        said.textContent = '';
        waiting = setTimeout(() => { sending = sending.then(send).catch(() => {}); }, 600);
    });
}

const actions = { 'sign-in': signIn, enrol, upload, divide };
for (const button of document.querySelectorAll('[data-action]')) {
    const work = actions[button.dataset.action];
    if (work) button.addEventListener('click', () => attempt(button.closest('[data-failed]') ?? button, () => work(button)));
}
const signing = document.getElementById('sign');
if (signing) attempt(signing, prepareSigning);
const writing = document.querySelector('form[data-keeps]');
if (writing) keep(writing);

// The signing page: the same bytes for everyone, of whom it knows nothing but what it is shown.
// It draws a proposal as text, reads that text back from the screen, makes the act's digest from what
// it read, and asks the passkey for that digest and no other (docs/formats/signing-page.md).
'use strict';

(() => {
const TEXTS = Object.freeze(__TEXTS__);
const LISTS = Object.freeze(__LISTS__);
const TONGUES = { ar: 'العربية', zh: '中文', en: 'English', fr: 'Français', ru: 'Русский', es: 'Español' };

// --- the format: RFC 8785, SHA-256, check words ------------------------------------------------

// The language's own numbers and strings are RFC 8785's; names are sorted by their UTF-16 units.
function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
    if (value !== null && typeof value === 'object')
        return `{${Object.keys(value).sort().map(name => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
    return JSON.stringify(value);
}
const utf8 = text => new TextEncoder().encode(text);
const hex = bytes => [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('');
const digestOf = async value => new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(canonical(value))));
const encode = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const decode = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), character => character.charCodeAt(0));

// docs/formats/check-words.md: 72 bits of PBKDF2 over the digest in hexadecimal, eleven for each word.
async function places(digest) {
    const key = await crypto.subtle.importKey('raw', utf8(hex(digest)), 'PBKDF2', false, ['deriveBits']);
    const drawn = new Uint8Array(await crypto.subtle.deriveBits(
        { name: 'PBKDF2', hash: 'SHA-256', salt: utf8('comity-check-words/1'), iterations: 16384 }, key, 72));
    const bits = [...drawn].map(byte => byte.toString(2).padStart(8, '0')).join('');
    return [0, 1, 2, 3, 4, 5].map(word => parseInt(bits.slice(11 * word, 11 * word + 11), 2));
}
const words = async (digest, tongue) => (await places(digest)).map(place => LISTS[tongue].split(' ')[place]);

// What tests hold against other implementations; nothing of it decides anything.
globalThis.comity = Object.freeze({ canonical, digestOf: async value => hex(await digestOf(value)), words });

// --- language ---------------------------------------------------------------------------------

const asked = () => location.hash.slice(1).split('.');
const tongue = () => {
    const wanted = [asked()[1], ...navigator.languages.map(tag => tag.slice(0, 2))];
    return wanted.find(code => Object.hasOwn(TONGUES, code ?? '')) ?? 'en';
};
const text = key => TEXTS[tongue()][key];
const t = (key, gap = '') => (text(key) ?? key).replace('{0}', gap);

// --- drawing: text only, and everything that could hide is named -------------------------------

function make(name, properties = {}, ...inside) {
    const made = document.createElement(name);
    for (const [property, value] of Object.entries(properties)) {
        if (property === 'data') Object.assign(made.dataset, value);
        else if (property in made) made[property] = value;
        else made.setAttribute(property, value);
    }
    made.append(...inside.filter(one => one !== undefined));
    return made;
}

// Characters that have no shape of their own, turn the writing round, or stand where no eye sees them.
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{DI}]|(?! )\p{Zs}|(?<=^|\n| ) | (?=\n|$)/gu;
const point = character => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
const SCRIPTS = { Latin: /\p{Script=Latin}/u, Cyrillic: /\p{Script=Cyrillic}/u, Greek: /\p{Script=Greek}/u, Armenian: /\p{Script=Armenian}/u, Cherokee: /\p{Script=Cherokee}/u };
const ADDRESS = /@|^[a-z][a-z0-9+.-]*:|\w\.\w/iu;

// Words that mix scripts which look alike, and addresses with letters that are not ASCII's.
function odd(word) {
    const scripts = Object.keys(SCRIPTS).filter(script => SCRIPTS[script].test(word));
    return scripts.length > 1 || ADDRESS.test(word) && /[^\u0000-\u007F]/u.test(word);
}
function oddLetters(word) {
    const scripts = Object.keys(SCRIPTS).filter(script => SCRIPTS[script].test(word));
    const suspect = scripts.length > 1 && scripts[0] === 'Latin' ? letter => !SCRIPTS.Latin.test(letter) && /\p{L}/u.test(letter) : letter => /[^\u0000-\u007F]/u.test(letter);
    return [...new Set(word)].filter(suspect).map(letter => `${letter} ${point(letter)}`).join(', ');
}

function seen(said) {
    const parts = [];
    let last = 0;
    for (const found of said.matchAll(UNSEEN)) {
        parts.push(said.slice(last, found.index), make('span', { className: 'sign', data: { sign: 'yes' } }, point(found[0])));
        last = found.index + found[0].length;
    }
    parts.push(said.slice(last));
    return parts.flatMap(part => typeof part !== 'string' ? [part]
        : part.split(/([^\s]+)/u).filter(piece => piece !== '').map(piece => odd(piece) ? make('mark', {}, piece) : piece));
}

function notes(said) {
    const all = [];
    const meaning = /^[A-Z][A-Z0-9_]{2,}$/.test(said) ? text(`word.${said}`)
        : /^[A-Z]{2}$/.test(said) ? text(`state.${said}`) ?? new Intl.DisplayNames(tongue(), { type: 'region', fallback: 'none' }).of(said)
        : text(`fact.${said}`);
    if (meaning) all.push(make('p', { className: 'note' }, meaning));
    if (said.search(UNSEEN) >= 0) all.push(make('p', { className: 'note odd' }, t('signing.unseen')));
    for (const word of new Set(said.split(/\s+/u).filter(odd)))
        all.push(make('p', { className: 'note odd' }, `${t('signing.lookalike')} `, make('bdi', {}, oddLetters(word))));
    return all;
}

// What a value looks like. `read` is its inverse: it takes nothing from memory, only from the screen.
function draw(value) {
    if (Array.isArray(value))
        return make('ol', { data: { kind: 'list' } }, ...value.map(item => make('li', {}, draw(item), ...noted(item))));
    if (value !== null && typeof value === 'object')
        return make('dl', { data: { kind: 'object' } }, ...Object.keys(value).map(name => make('div', {},
            make('dt', {}, make('span', {}, `${label(name)} `), make('code', {}, ...seen(name))),
            make('dd', {}, draw(value[name]), ...noted(value[name])))));
    if (typeof value === 'string') return make('span', { className: 'said', dir: 'auto', data: { kind: 'text' } }, ...seen(value));
    if (typeof value === 'boolean' || Number.isSafeInteger(value))
        return make('span', { className: 'said', data: { kind: typeof value } }, String(value));
    throw new Error(t('signing.unreadable'));
}
const noted = value => typeof value === 'string' ? notes(value) : [];
const label = name => text(`fact.${name}`) ?? text(`field.${name}`) ?? text(`signing.member.${name}`) ?? '';

function written(place) {
    let all = '';
    for (const node of place.childNodes)
        all += node.nodeType === Node.TEXT_NODE ? node.data
            : node.dataset.sign ? String.fromCodePoint(parseInt(node.textContent.slice(2), 16)) : written(node);
    return all;
}
function read(place) {
    switch (place.dataset.kind) {
        case 'list': return [...place.children].map(item => read(item.firstElementChild));
        case 'object': {
            const object = Object.create(null);
            for (const row of place.children) {
                const name = written(row.querySelector('dt code'));
                if (name in object) throw new Error(t('signing.unreadable'));
                object[name] = read(row.querySelector(':scope > dd').firstElementChild);
            }
            return object;
        }
        case 'text': return written(place);
        case 'number': return Number(place.textContent);
        case 'boolean': return place.textContent === 'true';
        default: throw new Error(t('signing.unreadable'));
    }
}

// --- checking ---------------------------------------------------------------------------------

// What is on the screen, as an act: each section's text with its salt, and the header.
function onScreen() {
    const sections = Object.create(null);
    for (const place of document.querySelectorAll('[data-section]'))
        sections[place.dataset.section] = {
            content: read(place.querySelector('[data-said]').firstElementChild), salt: written(place.querySelector('[data-salt]')) };
    return { header: read(document.getElementById('header').firstElementChild), sections };
}

// The digest of what is on the screen, or the names of what does not fit.
async function checked(proposal) {
    const { header, sections } = onScreen();
    const wrong = [];
    for (const name of Object.keys(header.sections)) {
        if (!(name in sections)) wrong.push(t('signing.not-shown', sectionName(name)));
        else if (hex(await digestOf(sections[name])) !== header.sections[name]) wrong.push(t('signing.other-section', sectionName(name)));
    }
    for (const name of Object.keys(sections)) if (!(name in header.sections)) wrong.push(t('signing.unnamed', sectionName(name)));
    for (const name of new Set([...Object.keys(header), ...Object.keys(proposal.header)]))
        if (canonical(header[name] ?? '') !== canonical(proposal.header[name] ?? '')) wrong.push(t('signing.other-header', name));
    const digest = await digestOf(header);
    if (wrong.length === 0 && hex(digest) !== proposal.digest) wrong.push(t('signing.other-digest'));
    return { digest, wrong };
}
const sectionName = name => t(`signing.section.${name}`);

// What the node holds now, against what is on the screen: it may have exchanged something since.
function exchanged(proposal) {
    const { header, sections } = onScreen();
    const wrong = Object.keys(proposal.sections)
        .filter(name => canonical(proposal.sections[name]) !== canonical(sections[name] ?? ''))
        .map(name => t('signing.exchanged', sectionName(name)));
    if (canonical(proposal.header) !== canonical(header)) wrong.push(t('signing.exchanged', t('signing.header')));
    return wrong;
}

// --- the node ---------------------------------------------------------------------------------

async function call(method, path, body) {
    const answer = await fetch(path, {
        method,
        headers: { Accept: 'application/json', 'Accept-Language': tongue(), ...(body ? { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': mark.csrf } : {}) },
        body: body && JSON.stringify(body),
        cache: 'no-store',
    });
    if (answer.ok) return answer.json();
    const problem = await answer.json().catch(() => ({}));
    throw Object.assign(new Error(problem.title ? `${problem.title} ${problem.remedy ?? ''}` : t('signing.failed')), { status: answer.status });
}
let mark = {};

async function assertion(challenge, proposal) {
    const made = await navigator.credentials.get({ publicKey: {
        challenge, rpId: proposal.relyingParty, userVerification: 'required',
        allowCredentials: proposal.credentials.map(id => ({ type: 'public-key', id: decode(id) })),
    } });
    const { authenticatorData, clientDataJSON, signature } = made.response;
    return { credential: encode(made.rawId), authenticatorData: encode(authenticatorData), clientDataJSON: encode(clientDataJSON), signature: encode(signature) };
}

// --- the page ---------------------------------------------------------------------------------

function languages() {
    const nav = document.getElementById('languages');
    nav.setAttribute('aria-label', t('signing.languages'));
    nav.replaceChildren(...Object.entries(TONGUES).map(([code, name]) => {
        const link = make('a', { href: `#${asked()[0]}.${code}`, lang: code, dir: code === 'ar' ? 'rtl' : 'ltr' }, name);
        if (code === tongue()) link.setAttribute('aria-current', 'true');
        return link;
    }));
    document.documentElement.lang = tongue();
    document.documentElement.dir = tongue() === 'ar' ? 'rtl' : 'ltr';
}

function section(name, said) {
    const empty = Object.keys(said.content).length === 0;
    return make('section', { data: { section: name }, className: empty ? 'empty' : '' },
        make('h2', {}, sectionName(name)),
        empty ? make('p', {}, t('signing.empty')) : undefined,
        make('div', { data: { said: 'yes' } }, draw(said.content)),
        make('details', {}, make('summary', {}, t('signing.salt')), make('p', {}, make('code', { data: { salt: 'yes' } }, said.salt))));
}

const ORDER = ['entry', 'statement', 'terms', 'subject', 'facts', 'reasons', 'exhibits', 'victims', 'officer'];
const byOrder = (one, other) => (ORDER.indexOf(one) + 99) % 99 - (ORDER.indexOf(other) + 99) % 99;

function show(proposal) {
    const { header } = proposal;
    const title = t('signing.title', text(`type.${header.type}`) ?? text(`signing.type.${header.type}`) ?? header.type);
    document.title = `${title} – Comity`;
    const status = make('p', { id: 'status', role: 'status' }, t('signing.checking'));
    const buttons = make('p', { id: 'buttons' });
    const list = make('ol', { className: 'words', id: 'words' });
    const act = make('section', { className: 'act', 'aria-labelledby': 'act' },
        make('h2', { id: 'act' }, t('signing.act')),
        status, make('ul', { id: 'wrong', role: 'alert', className: 'fails' }),
        make('p', {}, t('signing.words')), list,
        make('p', {}, t('signing.digest')), make('code', { className: 'digest', id: 'digest' }),
        buttons, make('p', { id: 'said', role: 'alert', className: 'fails' }));
    document.getElementById('main').replaceChildren(
        make('h1', {}, title),
        make('p', {}, `${t('signing.by')} `, make('code', {}, header.author.authority), ` · ${text(`office.${header.author.office}`) ?? header.author.office}`),
        ...(proposal.findings ?? []).map(finding => make('section', {},
            make('h2', {}, t('signing.finding')), make('p', {}, finding.text ?? ''), make('p', {}, finding.remedy ?? ''))),
        ...Object.keys(proposal.sections).sort(byOrder).map(name => section(name, proposal.sections[name])),
        make('details', {}, make('summary', {}, t('signing.header')), make('div', { id: 'header' }, draw(header))),
        act);
    return { status, buttons, list };
}

// The verdict, its words and the button appear at once: nobody is told that the act matches while the
// words to compare it by are still being derived.
async function judge(proposal, place) {
    const { digest, wrong } = await checked(proposal);
    const derived = wrong.length ? [] : await words(digest, tongue());
    place.status.textContent = wrong.length ? t('signing.differs') : t('signing.matches');
    place.status.className = wrong.length ? 'fails' : 'holds';
    document.getElementById('wrong').replaceChildren(...wrong.map(sentence => make('li', {}, sentence)));
    document.getElementById('digest').textContent = wrong.length ? '' : hex(digest).match(/.{8}/g).join(' ');
    place.list.replaceChildren(...derived.map(word => make('li', {}, word)));
    for (const button of place.buttons.children) button.disabled = wrong.length > 0;
    return { digest, wrong };
}

async function sign(proposal, place, way) {
    const said = document.getElementById('said');
    said.textContent = '';
    try {
        // Read from the screen once more, now: what was exchanged since is not signed.
        const { digest, wrong } = await judge(proposal, place);
        if (wrong.length) return;
        const since = exchanged(await call('GET', `/proposals/${proposal.proposal}`));
        if (since.length) {
            place.status.textContent = t('signing.differs');
            place.status.className = 'fails';
            document.getElementById('wrong').replaceChildren(...since.map(sentence => make('li', {}, sentence)));
            for (const button of place.buttons.children) button.disabled = true;
            return;
        }
        const filed = await call('POST', `/proposals/${proposal.proposal}/filing`, { personal: await way(digest) });
        location.assign({ cooperation: `/dockets/${proposal.docket}#act-${filed.digest}`, directory: '/directory/partners' }[proposal.header.kind] ?? '/persons');
    } catch (failed) {
        said.textContent = failed.name === 'Error' && failed.message || t('signing.failed');
        if (failed.status === 409) said.append(' ', make('a', { href: `/proposals/${proposal.proposal}` }, t('signing.since')));
    }
}

async function open() {
    languages();
    const main = document.getElementById('main');
    const id = asked()[0];
    main.replaceChildren(make('p', { role: 'status' }, t('signing.checking')));
    try {
        if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Error(t('signing.nothing'));
        mark = await call('GET', '/session/mark');
        const proposal = await call('GET', `/proposals/${id}`);
        if (!proposal.personal) { location.replace(`/proposals/${id}`); return; }
        const place = show(proposal);
        const button = (words, way, className) => {
            const made = make('button', { type: 'button', id: className || 'sign', className, disabled: true }, words);
            made.addEventListener('click', () => sign(proposal, place, way));
            return made;
        };
        place.buttons.append(button(t('signing.sign'), digest => assertion(digest, proposal), ''));
        if (mark.demo) place.buttons.append(button(t('signing.demo'), () => call('POST', '/demo/assertions', { proposal: id }), 'second'));
        await judge(proposal, place);
    } catch (failed) {
        main.replaceChildren(make('h1', {}, t('signing.page')), make('p', { role: 'alert', className: 'fails' }, failed.message || t('signing.failed')),
            ...(failed.status === 401 ? [make('p', {}, make('a', { href: '/sign-in' }, t('signing.sign-in')))] : []),
            make('p', {}, make('a', { href: '/signing' }, t('signing.about'))));
    }
}
addEventListener('hashchange', open);
open();
})();

// Makes the sheets and scripts of the pages, left to right and mirrored for Arabic, and the world's map.
// Usage: node build.mjs TARGET. Does nothing where the outputs are newer than the inputs.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { world } from './world.mjs';

const target = resolve(process.argv[2]);
const work = join(target, 'frontend');
const out = join(target, 'classes', 'static', 'assets');
// The list of States whose outlines are drawn, and the drawing, beside the classes that read it.
const states = join('..', '..', 'treaty', 'src', 'main', 'resources', 'comity', 'treaty', 'positions', 'states.csv');
const map = join(target, 'classes', 'comity', 'node', 'law', 'positions', 'world.txt');
// The signing page carries its words within itself: the same bytes for everyone, in all languages.
const tongues = ['ar', 'en', 'es', 'fr', 'ru', 'zh'];
const bundles = Object.fromEntries(tongues.map(tongue => [tongue, {
    pages: join('..', 'src', 'main', 'resources', 'messages', `pages_${tongue}.properties`),
    signing: join('..', 'src', 'main', 'resources', 'messages', `signing_${tongue}.properties`),
    facts: join('..', '..', 'treaty', 'src', 'main', 'resources', 'comity', 'treaty', 'facts', `facts_${tongue}.properties`),
    words: join('..', '..', 'record', 'src', 'main', 'resources', 'comity', 'record', 'act', `words_${tongue}.txt`),
}]));
const signing = ['page.html', 'page.css', 'page.js'];
const inputs = ['package.json', 'package-lock.json', '.npmrc', 'build.mjs', 'world.mjs', 'comity.scss', 'comity.js', 'worker.js', 'mark.svg', states,
    ...signing.map(name => join('signing', name)), ...Object.values(bundles).flatMap(Object.values)];
// SHA-256 as a module of the browser's, with what it is made of; nothing is bundled.
const hashes = ['sha2.js', '_md.js', '_u64.js', 'utils.js'];
const outputs = ['comity.css', 'comity.rtl.css', 'comity.js', 'worker.js', 'mark.svg', ...hashes.map(name => join('hashes', name)),
    ...signing.map(name => join('..', 'signing', name))];

const time = file => statSync(file).mtimeMs;
const newest = Math.max(...inputs.map(time));
if ([map, ...outputs.map(name => join(out, name))].every(made => existsSync(made) && time(made) >= newest)) process.exit(0);

mkdirSync(work, { recursive: true });
mkdirSync(out, { recursive: true });
const installed = join(work, 'node_modules', '.package-lock.json');
if (!existsSync(installed) || time(installed) < Math.max(time('package.json'), time('package-lock.json'))) {
    for (const name of ['package.json', 'package-lock.json', '.npmrc']) copyFileSync(name, join(work, name));
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'],
        { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
}
const load = createRequire(join(work, 'package.json'));
const sheet = load('sass').compile('comity.scss', {
    loadPaths: [join(work, 'node_modules')], style: 'compressed', quietDeps: true,
}).css;
writeFileSync(join(out, 'comity.css'), sheet);
writeFileSync(join(out, 'comity.rtl.css'), load('rtlcss').process(sheet));
for (const name of ['comity.js', 'worker.js', 'mark.svg']) writeFileSync(join(out, name), readFileSync(name));
mkdirSync(join(out, 'hashes'), { recursive: true });
for (const name of hashes) writeFileSync(join(out, 'hashes', name), readFileSync(join(work, 'node_modules', '@noble', 'hashes', name)));
const atlas = scale => JSON.parse(readFileSync(join(work, 'node_modules', 'world-atlas', `countries-${scale}.json`), 'utf8'));
mkdirSync(dirname(map), { recursive: true });
writeFileSync(map, world(atlas('110m'), atlas('10m'), readFileSync(states, 'utf8')));

// Its style and script stand in the page by their hashes, so that the page's own hash stands for all three.
const properties = file => Object.fromEntries(readFileSync(file, 'utf8').replace(/\\\r?\n\s*/g, '').split('\n')
    .map(line => line.match(/^\s*([^#!\s=:](?:\\.|[^\s=:\\])*)\s*[=:]?\s?(.*)$/)).filter(Boolean)
    .map(([, key, text]) => [unescaped(key), unescaped(text)]));
const unescaped = text => text.replace(/\\u([0-9a-fA-F]{4})/g, (_, code) => String.fromCharCode(parseInt(code, 16))).replace(/\\(.)/g, (_, one) => ({ n: '\n', t: '\t' })[one] ?? one);
const shown = /^(field|type|word|office|state)\./;
const texts = {}, lists = {};
for (const [tongue, files] of Object.entries(bundles)) {
    const pages = Object.entries(properties(files.pages)).filter(([key]) => shown.test(key));
    const facts = Object.entries(properties(files.facts)).map(([key, text]) => [`fact.${key}`, text]);
    texts[tongue] = Object.fromEntries([...pages, ...facts, ...Object.entries(properties(files.signing))].sort(([one], [other]) => one < other ? -1 : 1));
    lists[tongue] = readFileSync(files.words, 'utf8').trim().split('\n').join(' ');
}
const page = join(target, 'classes', 'static', 'signing');
mkdirSync(page, { recursive: true });
const parts = {
    'page.css': readFileSync(join('signing', 'page.css'), 'utf8'),
    'page.js': readFileSync(join('signing', 'page.js'), 'utf8').replace('__TEXTS__', () => JSON.stringify(texts)).replace('__LISTS__', () => JSON.stringify(lists)),
};
let html = readFileSync(join('signing', 'page.html'), 'utf8');
for (const [name, content] of Object.entries(parts)) {
    html = html.replace(`{{${name}}}`, `sha256-${createHash('sha256').update(content).digest('base64')}`);
    writeFileSync(join(page, name), content);
}
writeFileSync(join(page, 'page.html'), html);

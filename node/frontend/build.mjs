// Makes the sheets and scripts of the pages, left to right and mirrored for Arabic, and the world's map.
// Usage: node build.mjs TARGET. Does nothing where the outputs are newer than the inputs.
import { execFileSync } from 'node:child_process';
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
const inputs = ['package.json', 'package-lock.json', '.npmrc', 'build.mjs', 'world.mjs', 'comity.scss', 'comity.js', 'mark.svg', states];
// SHA-256 as a module of the browser's, with what it is made of; nothing is bundled.
const hashes = ['sha2.js', '_md.js', '_u64.js', 'utils.js'];
// What papers are printed in; a browser never asks for them.
const fonts = {
    sans: ['noto-sans', 'NotoSans'], arabic: ['noto-sans-arabic', 'NotoSansArabic'], han: ['noto-sans-sc', 'NotoSansSC'],
};
const weights = { 400: '400Regular', 700: '700Bold' };
const printed = Object.keys(fonts).flatMap(name => Object.keys(weights).map(weight => join('..', '..', 'fonts', `${name}-${weight}.ttf`)));
const outputs = ['comity.css', 'comity.rtl.css', 'comity.js', 'worker.js', 'mark.svg', ...hashes.map(name => join('hashes', name)), ...printed];

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
mkdirSync(join(target, 'classes', 'fonts'), { recursive: true });
for (const [name, [folder, family]] of Object.entries(fonts))
    for (const [weight, style] of Object.entries(weights))
        writeFileSync(join(target, 'classes', 'fonts', `${name}-${weight}.ttf`),
            readFileSync(join(work, 'node_modules', '@expo-google-fonts', folder, style, `${family}_${style}.ttf`)));

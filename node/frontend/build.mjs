// Makes the sheets and scripts of the pages: left to right, and mirrored for Arabic.
// Usage: node build.mjs TARGET. Does nothing where the outputs are newer than the inputs.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const target = resolve(process.argv[2]);
const work = join(target, 'frontend');
const out = join(target, 'classes', 'static', 'assets');
const inputs = ['package.json', 'package-lock.json', '.npmrc', 'build.mjs', 'comity.scss', 'comity.js', 'mark.svg'];
// SHA-256 as a module of the browser's, with what it is made of; nothing is bundled.
const hashes = ['sha2.js', '_md.js', '_u64.js', 'utils.js'];
const outputs = ['comity.css', 'comity.rtl.css', 'comity.js', 'mark.svg', ...hashes.map(name => join('hashes', name))];

const time = file => statSync(file).mtimeMs;
const newest = Math.max(...inputs.map(time));
if (outputs.every(name => existsSync(join(out, name)) && time(join(out, name)) >= newest)) process.exit(0);

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
for (const name of ['comity.js', 'mark.svg']) writeFileSync(join(out, name), readFileSync(name));
mkdirSync(join(out, 'hashes'), { recursive: true });
for (const name of hashes) writeFileSync(join(out, 'hashes', name), readFileSync(join(work, 'node_modules', '@noble', 'hashes', name)));

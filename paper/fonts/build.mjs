// Lays the fonts that papers are printed in into the jar. Usage: node build.mjs TARGET.
// Does nothing where they are newer than what they are made of.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const target = resolve(process.argv[2]);
const work = join(target, 'npm');
const out = join(target, 'classes', 'comity', 'paper');
const inputs = ['package.json', 'package-lock.json', '.npmrc', 'build.mjs'];
const fonts = {
    sans: ['noto-sans', 'NotoSans'], arabic: ['noto-sans-arabic', 'NotoSansArabic'], han: ['noto-sans-sc', 'NotoSansSC'],
};
const weights = { 400: '400Regular', 700: '700Bold' };
const printed = Object.entries(fonts).flatMap(([name, [folder, family]]) => Object.entries(weights).map(([weight, style]) =>
    [join(out, `${name}-${weight}.ttf`), join(work, 'node_modules', '@expo-google-fonts', folder, style, `${family}_${style}.ttf`)]));

// Rules that put other glyphs in the place of letters, or move them. The printer joins Arabic letters
// by itself; of these it knows the Latin ligatures alone, and looks for them in each word longer than
// all other printing takes. Without them a search for "fi" in a paper also finds what it means.
const unused = ['GDEF', 'GPOS', 'GSUB'];

// An OpenType font without some of its tables: the directory, each table at a multiple of four, and
// the sum over the whole file that its head carries.
function without(font, tags) {
    const tables = Array.from({ length: font.readUInt16BE(4) }, (_, i) => font.subarray(12 + 16 * i, 28 + 16 * i))
        .filter(entry => !tags.includes(entry.toString('latin1', 0, 4)))
        .map(entry => ({ entry: Buffer.from(entry), bytes: font.subarray(entry.readUInt32BE(8), entry.readUInt32BE(8) + entry.readUInt32BE(12)) }));
    const log = Math.floor(Math.log2(tables.length));
    const head = Buffer.alloc(12);
    head.writeUInt32BE(font.readUInt32BE(0), 0);
    [tables.length, 16 << log, log, 16 * tables.length - (16 << log)].forEach((it, i) => head.writeUInt16BE(it, 4 + 2 * i));
    let at = 12 + 16 * tables.length;
    const parts = [head, ...tables.map(table => table.entry)];
    let sum;
    for (const { entry, bytes } of tables) {
        entry.writeUInt32BE(at, 8);
        if (entry.toString('latin1', 0, 4) === 'head') sum = at + 8;
        const padded = Buffer.alloc((bytes.length + 3) & ~3);
        bytes.copy(padded);
        parts.push(padded);
        at += padded.length;
    }
    const made = Buffer.concat(parts);
    made.writeUInt32BE(0, sum);
    let total = 0;
    for (let i = 0; i < made.length; i += 4) total = (total + made.readUInt32BE(i)) >>> 0;
    made.writeUInt32BE((0xB1B0AFBA - total) >>> 0, sum);
    return made;
}

const time = file => statSync(file).mtimeMs;
const newest = Math.max(...inputs.map(time));
if (printed.every(([made]) => existsSync(made) && time(made) >= newest)) process.exit(0);

mkdirSync(work, { recursive: true });
mkdirSync(out, { recursive: true });
for (const name of ['package.json', 'package-lock.json', '.npmrc']) copyFileSync(name, join(work, name));
execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'],
    { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
for (const [made, from] of printed) writeFileSync(made, without(readFileSync(from), unused));

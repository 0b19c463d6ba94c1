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

const time = file => statSync(file).mtimeMs;
const newest = Math.max(...inputs.map(time));
if (printed.every(([made]) => existsSync(made) && time(made) >= newest)) process.exit(0);

mkdirSync(work, { recursive: true });
mkdirSync(out, { recursive: true });
for (const name of ['package.json', 'package-lock.json', '.npmrc']) copyFileSync(name, join(work, name));
execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'],
    { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
for (const [made, from] of printed) writeFileSync(made, readFileSync(from));

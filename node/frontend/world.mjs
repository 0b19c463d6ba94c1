// Draws the world that the positions page colours: one outline for each State, as small as it can be
// told apart. Geometry: Natural Earth (public domain) as TopoJSON; projection: Equal Earth, so that no
// State looks larger than it is. Borders are Natural Earth's; they are nobody's opinion about a border.
const WIDTH = 1000;
const COARSEST = 0.45; // how far a simplified line may leave the true one, in the drawing's units
const SMALL = 14; // a State whose box is smaller than this also gets a ring that eyes can find

// Outlines that have no ISO number of their own and belong to a State of the list.
const WITHIN = { 'N. Cyprus': 'CY', Somaliland: 'SO' };
const ANTARCTICA = '010';

const radians = degrees => degrees * Math.PI / 180;

/** Equal Earth (Savric, Patterson, Jenny 2018), on the unit sphere. */
function equalEarth([longitude, latitude]) {
    const [a1, a2, a3, a4] = [1.340264, -0.081106, 0.000893, 0.003796];
    const m = Math.sqrt(3) / 2;
    const t = Math.asin(m * Math.sin(radians(latitude)));
    const t2 = t * t, t6 = t2 * t2 * t2;
    const x = radians(longitude) * Math.cos(t) / (m * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)));
    const y = t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2));
    return [x, y];
}

const SCALE = WIDTH / (2 * equalEarth([180, 0])[0]);
const TOP = equalEarth([0, 83.7])[1];
const BOTTOM = equalEarth([0, -56.2])[1];
const HEIGHT = Math.ceil((TOP - BOTTOM) * SCALE);

function place(point) {
    const [x, y] = equalEarth(point);
    return [WIDTH / 2 + x * SCALE, (TOP - y) * SCALE];
}

/** A topology's arcs as lines of placed points. */
function lines(topology) {
    const { scale: [kx, ky], translate: [dx, dy] } = topology.transform;
    return topology.arcs.map(arc => {
        let x = 0, y = 0;
        return arc.map(([stepX, stepY]) => place([(x += stepX) * kx + dx, (y += stepY) * ky + dy]));
    });
}

/** Douglas and Peucker; done to whole arcs, so that neighbours keep one and the same border. */
function simplify(line) {
    if (line.length < 3) return line;
    const [a, b] = [line[0], line[line.length - 1]];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    let farthest = 0, at = 0;
    for (let i = 1; i < line.length - 1; i++) {
        const [x, y] = line[i];
        const distance = length === 0
            ? Math.hypot(x - a[0], y - a[1])
            : Math.abs((b[0] - a[0]) * (a[1] - y) - (a[0] - x) * (b[1] - a[1])) / length;
        if (distance > farthest) [farthest, at] = [distance, i];
    }
    if (farthest < COARSEST) return [a, b];
    return [...simplify(line.slice(0, at + 1)).slice(0, -1), ...simplify(line.slice(at))];
}

function ring(indices, arcs) {
    const points = [];
    for (const index of indices) {
        const line = index < 0 ? [...arcs[~index]].reverse() : arcs[index];
        points.push(...(points.length ? line.slice(1) : line));
    }
    return points;
}

/** A ring in one piece, or in one for each side of the 180th meridian where it crosses it. */
function pieces(points) {
    const parts = [[]];
    points.forEach((point, i) => {
        if (i > 0 && Math.abs(point[0] - points[i - 1][0]) > WIDTH / 2) parts.push([]);
        parts[parts.length - 1].push(point);
    });
    if (parts.length > 2) parts[0] = [...parts.pop(), ...parts[0]];
    return parts;
}

const polygons = geometry =>
    geometry.type === 'Polygon' ? [geometry.arcs] : geometry.type === 'MultiPolygon' ? geometry.arcs : [];

function area(points) {
    let sum = 0;
    for (let i = 0; i < points.length; i++) {
        const [x, y] = points[i], [u, v] = points[(i + 1) % points.length];
        sum += x * v - u * y;
    }
    return Math.abs(sum) / 2;
}

/** One closed ring in relative whole steps; empty where nothing is left of it. */
function path(points) {
    const whole = points.map(([x, y]) => [Math.round(x), Math.round(y)]);
    const kept = whole.filter(([x, y], i) => i === 0 || x !== whole[i - 1][0] || y !== whole[i - 1][1]);
    if (kept.length > 1 && kept[0].join() === kept[kept.length - 1].join()) kept.pop();
    if (kept.length < 3 || area(kept) < 1) return '';
    let [x, y] = kept[0];
    const steps = kept.slice(1).map(([u, v]) => {
        const step = `${u - x} ${v - y}`;
        [x, y] = [u, v];
        return step;
    });
    return `M${kept[0].join(' ')}l${steps.join(' ')}z`.replaceAll(' -', '-');
}

function middle(geometry, arcs) {
    const largest = polygons(geometry).map(polygon => ring(polygon[0], arcs))
        .reduce((a, b) => area(a) >= area(b) ? a : b);
    const sum = largest.reduce(([x, y], [u, v]) => [x + u, y + v], [0, 0]);
    return sum.map(total => Math.round(total / largest.length));
}

/**
 * The drawing as lines "CODE<tab>outline<tab>ring": the outline empty where the coarse map omits the State,
 * the ring "x y" where it is small. The first line has the drawing's size; code "-" is all other land.
 * @param states text of states.csv: code, ISO number, region
 */
export function world(coarse, fine, states) {
    const codes = new Map(states.split('\n').filter(line => /^[A-Z]{2},\d{3},/.test(line))
        .map(line => line.split(',')).map(([code, number]) => [number, code]));
    const codeOf = geometry => codes.get(geometry.id) ?? WITHIN[geometry.properties.name];
    const outlines = new Map(), rings = new Map();
    const coarseArcs = lines(coarse).map(simplify);
    for (const geometry of coarse.objects.countries.geometries) {
        if (geometry.id === ANTARCTICA) continue;
        const code = codeOf(geometry) ?? '-';
        const drawn = polygons(geometry).flat().flatMap(indices => pieces(ring(indices, coarseArcs))).map(path).join('');
        outlines.set(code, (outlines.get(code) ?? '') + drawn);
    }
    const fineArcs = lines(fine);
    const largest = new Map();
    for (const geometry of fine.objects.countries.geometries) {
        const code = codes.get(geometry.id);
        if (!code) continue;
        const size = Math.max(...polygons(geometry).map(polygon => area(ring(polygon[0], fineArcs))));
        if (size >= (largest.get(code)?.size ?? 0)) largest.set(code, { size, geometry });
    }
    for (const [code, { size, geometry }] of largest) {
        if (!outlines.get(code) || size < SMALL) rings.set(code, middle(geometry, fineArcs).join(' '));
    }
    const all = [...new Set([...outlines.keys(), ...rings.keys()])].sort();
    return [`${WIDTH} ${HEIGHT}`, ...all.map(code => `${code}\t${outlines.get(code) ?? ''}\t${rings.get(code) ?? ''}`), '']
        .join('\n');
}

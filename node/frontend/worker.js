// The guided writer without a network: a draft's page as it was last seen, and what it is drawn with.
// What was typed is kept by the page itself; this only lets the page open. It keeps nothing else.
'use strict';

const STORE = 'comity-writer';
const kept = url => url.origin === self.location.origin
    && (/^\/writer\/[0-9a-f-]{36}$/.test(url.pathname) || url.pathname.startsWith('/assets/'));

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', event => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== 'GET' || !kept(url)) return;
    event.respondWith((async () => {
        const store = await caches.open(STORE);
        try {
            const answer = await fetch(request);
            if (answer.ok && !answer.redirected) await store.put(url.pathname, answer.clone());
            return answer;
        } catch (unreachable) {
            const last = await store.match(url.pathname);
            if (last) return last;
            throw unreachable;
        }
    })());
});

'use strict';
(function () {
    var words = JSON.parse(document.getElementById('words').textContent);
    var language = document.getElementById('language');
    var state = document.getElementById('state');
    var report = document.getElementById('report');
    var drop = document.getElementById('drop');
    var held = {file: null, roots: ''};
    var said = {word: '', fact: ''};

    // The verifier runs beside the page, so that the page answers while it reads.
    var code = document.getElementById('engine').textContent;
    var engine = new Worker(URL.createObjectURL(
        new Blob([code, '\nmain([]);'], {type: 'text/javascript'})));

    function say(word, fact) {
        said = {word: word, fact: fact || ''};
        var text = word ? words[language.value][word] : '';
        state.textContent = text.replace('{0}', said.fact);
        state.className = /^wrong/.test(word) ? 'wrong' : '';
    }

    function speak() {
        document.documentElement.lang = language.value;
        document.documentElement.dir = language.value === 'ar' ? 'rtl' : 'ltr';
        document.title = words[language.value].title;
        document.querySelectorAll('[data-word]').forEach(function (place) {
            place.textContent = words[language.value][place.dataset.word];
        });
        say(said.word, said.fact);
    }

    function ask(file) {
        engine.postMessage({
            file: file,
            name: held.file ? held.file.name : '',
            roots: held.roots,
            language: language.value
        });
    }

    function check() {
        if (!held.file) return;
        report.hidden = true;
        say('reading', held.file.name);
        ask(held.file);
    }

    function take(file) {
        if (/\.json$/i.test(file.name)) {
            file.text().then(function (text) {
                held.roots = text;
                say(held.file ? 'reading' : 'roots.held', held.file ? held.file.name : file.name);
                check();
            });
        } else {
            held.file = file;
            check();
        }
    }

    engine.onmessage = function (event) {
        var answer = event.data;
        if (answer.read) return say('reading.bytes', Math.round(answer.read / 1e6));
        if (answer.wrong) return say('wrong.' + answer.wrong, answer.detail);
        // Every word that comes from a case file was escaped where the report was made.
        report.innerHTML = answer.html;
        report.dataset.json = answer.json;
        report.dataset.exit = answer.exit;
        report.hidden = false;
        say('done.' + answer.exit, '');
        return undefined;
    };
    engine.onerror = function (event) {
        say('wrong.mistake', event.message);
    };

    language.onchange = function () {
        speak();
        // Whatever the verifier is at, it answers in this language next.
        if (held.file) ask(null);
    };
    ['case', 'roots'].forEach(function (id) {
        document.getElementById(id).onchange = function (event) {
            if (event.target.files[0]) take(event.target.files[0]);
        };
    });
    ['dragover', 'dragleave', 'drop'].forEach(function (kind) {
        document.addEventListener(kind, function (event) {
            event.preventDefault();
            drop.classList.toggle('over', kind === 'dragover');
            if (kind === 'drop') Array.from(event.dataTransfer.files).forEach(take);
        });
    });

    var wished = (navigator.language || 'en').slice(0, 2);
    language.value = words[wished] ? wished : 'en';
    speak();
}());

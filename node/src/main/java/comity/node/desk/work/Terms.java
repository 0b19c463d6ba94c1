package comity.node.desk.work;

import comity.node.desk.work.Term.Kind;
import comity.node.frame.Languages;
import comity.record.act.Directories;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.rules.Wording;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * By what a docket is found, as its sections say it: made when it is indexed, and again to verify.
 */
final class Terms {
    private final Directories directories;
    private final Docket docket;
    private final Set<Term> terms = new LinkedHashSet<>();

    private Terms(Docket docket, Directories directories) {
        this.docket = docket;
        this.directories = directories;
    }

    static Set<Term> of(Docket docket, Directories directories) {
        var terms = new Terms(docket, directories);
        terms.add(Kind.DOCKET, docket.id().toString());
        docket.requesting().ifPresent(terms::state);
        docket.requested().ifPresent(terms::state);
        docket.entries().forEach(terms::entry);
        return terms.terms;
    }

    private void add(Kind kind, String text) {
        if (!text.isBlank()) terms.add(new Term(kind, text));
    }

    /** By its code, and by its name in each of the six languages. */
    private void state(String code) {
        add(Kind.STATE, code);
        for (var language : Wording.LANGUAGES) add(Kind.STATE, Languages.stateName(code, language));
    }

    private void entry(Entry entry) {
        add(Kind.HASH, entry.digest().hex());
        authority(Kind.AUTHORITY, entry.header().author().authority());
        switch (entry.act()) {
            case Act.Request request -> request(request);
            case Act.Order order -> authority(Kind.PROVIDER, order.provider());
            case Act.Produce produce -> exhibits(produce.exhibits());
            case Act.Transmit transmit -> exhibits(transmit.exhibits());
            case Act.ConfirmReceipt receipt -> exhibits(receipt.exhibits());
            case Act.Derive derive -> exhibits(derive.exhibits());
            case Act.Import imported -> exhibits(imported.exhibits());
            default -> {}
        }
        docket.act(entry.digest())
                .ifPresent(
                        act -> {
                            act.content(Cooperation.SUBJECT).ifPresent(this::subject);
                            act.content(Cooperation.SUBJECT).ifPresent(this::numbers);
                            act.content(Cooperation.VICTIMS)
                                    .ifPresent(said -> texts(Kind.PERSON, said));
                            act.content(Cooperation.OFFICER)
                                    .flatMap(said -> said.text("name"))
                                    .ifPresent(name -> add(Kind.PERSON, name));
                        });
    }

    private void authority(Kind kind, String id) {
        add(kind, id);
        if (id.length() < 2) return;
        directories
                .of(id.substring(0, 2))
                .ifPresent(
                        directory ->
                                directory.authorities().stream()
                                        .filter(known -> known.id().equals(id))
                                        .flatMap(known -> known.name().values().stream())
                                        .forEach(name -> add(kind, name)));
    }

    private void request(Act.Request request) {
        add(Kind.REFERENCE, request.proceeding());
        request.said().text("caseReference").ifPresent(said -> add(Kind.REFERENCE, said));
        authority(Kind.AUTHORITY, request.conductingAuthority());
        add(Kind.ARTICLE, request.offence().title());
        add(Kind.ARTICLE, request.offence().statute());
        request.offence().article().ifPresent(number -> add(Kind.ARTICLE, "article " + number));
    }

    private void exhibits(Optional<List<Act.Exhibit>> exhibits) {
        exhibits.orElse(List.of()).forEach(exhibit -> add(Kind.HASH, exhibit.sha256().hex()));
    }

    private void subject(Json.Obj said) {
        said.members()
                .forEach(
                        (name, value) ->
                                texts(name.equals("accounts") ? Kind.ACCOUNT : Kind.PERSON, value));
    }

    /** A number that is written with spaces is found without them. */
    private void numbers(Json.Obj said) {
        for (var account : said.items("accounts"))
            if (account instanceof Json.Str(var text))
                AccountNames.form(text).ifPresent(form -> add(Kind.ACCOUNT, form));
    }

    private void texts(Kind kind, Json said) {
        switch (said) {
            case Json.Str(var text) -> add(kind, text);
            case Json.Arr(var items) -> items.forEach(item -> texts(kind, item));
            case Json.Obj object -> object.members().values().forEach(one -> texts(kind, one));
            case Json.Int _, Json.Real _, Json.Bool _, Json.Null _ -> {}
        }
    }
}

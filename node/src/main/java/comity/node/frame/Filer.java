package comity.node.frame;

import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Type;
import comity.treaty.rules.Ruling;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Files an act that needs no passkey, as its officer says it. */
public final class Filer {
    private final Composer composer;
    private final Registry registry;

    public Filer(Composer composer, Registry registry) {
        this.composer = composer;
        this.registry = registry;
    }

    /**
     * The act's digest.
     *
     * @throws Refused with its findings if a rule denies it, or if another act came in between
     */
    public Digest file(UUID docket, Type type, Map<String, Json.Obj> content, Officer officer) {
        var proposal = composer.compose(docket, type.word(), content, officer);
        if (composer.ruling(proposal) instanceof Ruling.Denied(var findings))
            throw Refused.denied(findings);
        var act = composer.sign(proposal, Optional.empty());
        switch (registry.file(act)) {
            case Filing.Filed _ -> {}
            case Filing.Denied(var ruling) -> throw Refused.denied(ruling.findings());
            case Filing.Overtaken _, Filing.Parked _, Filing.Rejected _ ->
                    throw Refused.with(409, "custody.overtaken");
        }
        return act.digest();
    }
}

package comity.node.notices;

import comity.node.identity.People;
import comity.node.identity.RelyingParty;
import comity.record.act.CheckWords;
import comity.record.act.Roll;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each person of each act that bears their signature: what it is called, when, the six check
 * words, and a link that contests it. Nothing of what it says, and no name but the State's.
 *
 * <p>A letter that the server did not take is written anew, with another link, a minute later.
 */
final class Postman implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final long AGAIN_SECONDS = 60;

    private final Signatures signatures;
    private final PasskeyNotices passkeys;
    private final People people;
    private final Optional<Letters> letters;
    private final RelyingParty here;
    private final Words words;
    private final ScheduledExecutorService rounds =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("postman").daemon().factory());

    Postman(
            Signatures signatures,
            PasskeyNotices passkeys,
            People people,
            Optional<Letters> letters,
            RelyingParty here,
            Words words) {
        this.signatures = signatures;
        this.passkeys = passkeys;
        this.people = people;
        this.letters = letters;
        this.here = here;
        this.words = words;
    }

    void start() {
        rounds.scheduleWithFixedDelay(this::round, 0, AGAIN_SECONDS, TimeUnit.SECONDS);
    }

    /** Something was filed: look at once. */
    void wake() {
        if (!rounds.isShutdown()) rounds.execute(this::round);
    }

    private void round() {
        try {
            signatures.follow();
            if (letters.isPresent()) {
                signatures.untold().forEach(one -> attempt(() -> tell(one)));
                passkeys.untold().forEach(one -> attempt(() -> tell(one)));
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "Persons could not be told of their signatures; tried again in {} s ({})",
                    AGAIN_SECONDS,
                    e.getClass().getSimpleName());
        }
    }

    /** An address that the server refuses keeps nobody else's letter back. */
    private static void attempt(Runnable telling) {
        try {
            telling.run();
        } catch (Letters.LetterFailed e) {
            if (e.isEverybodys()) throw e;
            LOG.warn("{}; tried again in {} s", e.getMessage(), AGAIN_SECONDS);
        }
    }

    private void tell(Signature signature) {
        var contact = people.contact(signature.person());
        // Whoever gave no address reads the list; the day it is given, nothing old is sent.
        if (contact.isPresent())
            letters.orElseThrow()
                    .send(letter(signature, contact.get(), signatures.token(signature.act())));
        signatures.told(signature.act());
    }

    private void tell(PasskeyNotices.Notice notice) {
        people.contact(notice.person())
                .ifPresent(contact -> letters.orElseThrow().send(letter(notice, contact)));
        passkeys.told(notice);
    }

    /** One that waits can be called off by its person, from the letter. */
    private Letters.Letter letter(PasskeyNotices.Notice notice, People.Contact contact) {
        var language = Locale.of(contact.language());
        var text = words.notice("mail.passkey." + notice.type(), language);
        if (notice.type().equals(Roll.Type.REPLACE.word()))
            text +=
                    "\n\n"
                            + words.notice("mail.passkey.call-off", language)
                            + "\n\n"
                            + here.origin()
                            + "/notices/passkeys/"
                            + passkeys.token(notice);
        return new Letters.Letter(
                contact.mail(),
                words.notice("mail.passkey.subject", language),
                text + "\n",
                contact.language());
    }

    private Letters.Letter letter(Signature signature, People.Contact contact, String token) {
        var language = Locale.of(contact.language());
        var title = words.page("type." + signature.type(), language);
        var when =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                                .withLocale(language)
                                .format(signature.at().atOffset(ZoneOffset.UTC))
                        + " UTC";
        var text =
                String.join(
                        "\n\n",
                        words.notice("mail.lead", language),
                        title,
                        when,
                        words.page("signing.check-words", language)
                                + ":\n"
                                + CheckWords.of(signature.act()).line(language),
                        words.notice("mail.contest", language),
                        here.origin() + "/notices/" + token,
                        words.notice("mail.else", language));
        return new Letters.Letter(
                contact.mail(),
                words.notice("mail.subject", language).replace("{0}", title),
                text + "\n",
                contact.language());
    }

    @Override
    public void close() {
        rounds.shutdownNow();
    }
}
